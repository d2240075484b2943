package dev.weft.spi;

import java.io.IOException;
import java.util.function.Consumer;

/** Waits for I/O on behalf of one loop. */
public interface Poller extends AutoCloseable {

  /** The timeout that stands for "until there is something". */
  long FOREVER = Long.MAX_VALUE;

  /**
   * Waits until there is I/O to handle, {@link #wakeup} is or was called, the thread is
   * interrupted, or the time is over; never returns early without one of these. Called by the
   * loop's thread only.
   *
   * @param timeoutNanos how long to wait; 0 or less for not at all, {@link #FOREVER} for no limit
   * @param ready takes the callbacks of channels that are ready, for the current pass
   */
  void poll(long timeoutNanos, Consumer<? super Runnable> ready) throws IOException;

  /** Ends the current wait, or else the next one. Called by any thread. */
  void wakeup();

  /** Whether it watches channels, so that a wait may end by itself. Called by the loop's thread. */
  default boolean isWatching() {
    return false;
  }

  /**
   * Hears that an executor has begun work for the loop, whose end will wake it: a poller in virtual
   * time lets real time pass meanwhile. Called by the loop's thread.
   */
  default void workBegan() {}

  /** Hears that work that {@link #workBegan} told of has ended. Called by the loop's thread. */
  default void workEnded() {}

  /** Frees the resources. Called once, by the loop's thread. */
  @Override
  void close() throws IOException;
}
