/** Futures and tasks, and the loop that has them. */
package dev.weft.internal.task;
