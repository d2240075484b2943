package dev.weft.sync;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/**
 * Counted permits. One is free, or held, or on its way from who released it to the first who waits:
 * so as long as any is free, nobody waits, and nobody overtakes. A negative number of free permits
 * says how many are still to be withdrawn.
 */
final class Permits {

  private final WaitQueue waiters = new WaitQueue();
  private int free;
  private boolean closed;

  Permits(int free) {
    this.free = free;
  }

  int free() {
    return free;
  }

  int waiting() {
    return waiters.size();
  }

  boolean tryAcquire() {
    if (free <= 0) {
      return false;
    }
    free--;
    return true;
  }

  /** Waits for a permit. Gives false if there will be none, because of {@link #close}. */
  @Async
  Coroutine<Boolean> acquire() {
    if (tryAcquire()) {
      return Coroutine.of(true);
    }
    return Coroutine.of(!closed && Await.of(waiters.await(this::release)));
  }

  /** Gives a permit to the first who waits, or sets it free, or makes up for a withdrawn one. */
  void release() {
    if (free < 0 || !waiters.wakeFirst()) {
      free++;
    }
  }

  /** Takes a permit away, now or as soon as one is released. */
  void withdraw() {
    free--;
  }

  /** Sends all who wait away, and whoever comes when no permit is free. */
  void close() {
    closed = true;
    waiters.dismissAll();
  }
}
