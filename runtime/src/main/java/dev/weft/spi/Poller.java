package dev.weft.spi;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for I/O on behalf of one loop.
 *
 * <p>The methods about channels are optional: a poller for programs without sockets, in virtual
 * time say, leaves them out.
 */
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

  /**
   * Makes each {@link #poll} that finds {@code channel} ready to be read, or to accept a
   * connection, hand on {@code callback}. Called by the loop's thread, never during a poll.
   *
   * @param channel a channel in non-blocking mode
   * @param callback replaces the one before; null for none
   * @return the one before, or null
   * @throws ClosedChannelException if there is a callback and the channel is closed
   * @throws UnsupportedOperationException if this poller knows no channels
   */
  default @Nullable Runnable onReadable(SelectableChannel channel, @Nullable Runnable callback)
      throws ClosedChannelException {
    throw new UnsupportedOperationException(getClass().getName() + " cannot wait for channels");
  }

  /**
   * Makes each {@link #poll} that finds {@code channel} ready to be written, or its connection made
   * or refused, hand on {@code callback}; otherwise as {@link #onReadable}.
   */
  default @Nullable Runnable onWritable(SelectableChannel channel, @Nullable Runnable callback)
      throws ClosedChannelException {
    throw new UnsupportedOperationException(getClass().getName() + " cannot wait for channels");
  }

  /** Whether there is a callback for {@code channel}. Called by the loop's thread. */
  default boolean isWatched(SelectableChannel channel) {
    return false;
  }

  /**
   * Lets go of {@code channel} and its callbacks at once, so that it can be made blocking, or be
   * freed as soon as it is closed. Called by the loop's thread, never during a poll.
   */
  default void forget(SelectableChannel channel) {}

  /** Ends the current wait, or else the next one. Called by any thread. */
  void wakeup();

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
