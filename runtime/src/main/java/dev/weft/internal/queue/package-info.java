/** What is ready to run, and how other threads hand something in. */
package dev.weft.internal.queue;
