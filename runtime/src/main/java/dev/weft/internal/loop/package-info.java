/** The loop: passes, callbacks, timers, failures. Knows nothing of tasks. */
package dev.weft.internal.loop;
