/** What is to run later. */
package dev.weft.internal.timer;
