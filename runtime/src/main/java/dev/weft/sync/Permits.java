package dev.weft.sync;

import dev.weft.AsyncFuture;
import dev.weft.Coroutine;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counted permits. One is free, or held, or on its way from who released it to the first who waits:
 * so as long as any is free, nobody waits, and nobody overtakes. A negative number of free permits
 * says how many are still to be withdrawn.
 */
final class Permits {

  private final WaitQueue waiters = new WaitQueue(this::release);
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

  /**
   * Takes a permit if one is free. Returns whether to wait for a {@link #turn}; if not, the caller
   * has a permit, or there will be none, because of {@link #close}.
   */
  boolean mustWait() {
    return !tryAcquire() && !closed;
  }

  /** A permit that will be free, to be awaited at once; see {@link WaitQueue#turn}. */
  AsyncFuture<Boolean> turn(Supplier<?> action) {
    return waiters.turn(action);
  }

  /** Waits for a permit and takes it. */
  Coroutine<@Nullable Void> acquire() {
    return new Acquisition<@Nullable Void>(this) {
      @Override
      public @Nullable Void get() {
        return null;
      }
    };
  }

  /** Waits for a permit and takes it; closing what this gives calls {@code release}. */
  Coroutine<Held> hold(Runnable release) {
    return new Acquisition<Held>(this) {
      @Override
      public Held get() {
        return new HeldOnce(release);
      }
    };
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
