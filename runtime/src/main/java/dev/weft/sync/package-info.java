/**
 * Locks, semaphores, queues and channels between the tasks of one loop, built on the public API
 * only.
 *
 * <p>All of them are fair: whoever waits longest is served first, and nobody overtakes. What is
 * handed over is handed over at once, to one waiter: one that is cancelled at that moment hands it
 * on, so that no lock, permit or item is ever lost. An object belongs to the loop on which somebody
 * first waits for it, and only that loop's thread may use it. Coroutines suspend only if they have
 * to wait; other methods never do.
 */
package dev.weft.sync;
