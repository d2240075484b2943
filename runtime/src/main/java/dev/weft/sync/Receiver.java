package dev.weft.sync;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An end of an {@link AsyncChannel} to read from. Every item goes to one receiver.
 *
 * @param <T> the type of the items
 */
public final class Receiver<T> implements AutoCloseable {

  private final AsyncQueue<T> queue;
  private final ChannelSide.End end;
  private final Supplier<AsyncChannel.Statistics> statistics;

  Receiver(AsyncQueue<T> queue, ChannelSide.End end, Supplier<AsyncChannel.Statistics> statistics) {
    this.queue = queue;
    this.end = end;
    this.statistics = statistics;
  }

  /**
   * Waits for an item. A cancelled receive has taken nothing.
   *
   * @throws ChannelClosedException at the await, if this end is closed, or all senders are and
   *     nothing is left
   */
  @Async
  public Coroutine<T> receive() {
    T item = Await.of(next());
    if (item == null) {
      throw new ChannelClosedException("all senders of the channel were closed");
    }
    return Coroutine.of(item);
  }

  /** The next item, or null at the end. */
  @Async
  private Coroutine<@Nullable T> next() {
    end.requireOpen();
    try {
      return Coroutine.of(Await.of(queue.get()));
    } catch (QueueShutDownException nobodySends) {
      return Coroutine.of(null);
    }
  }

  /**
   * Calls {@code body} for every item until all senders are closed, and closes this end.
   *
   * @throws X what the body throws; this end is then closed too
   */
  @Async
  public <R extends @Nullable Object, X extends Exception> Coroutine<@Nullable Void> forEach(
      AsyncFunction<? super T, R, X> body) throws X {
    try {
      for (T item = Await.of(next()); item != null; item = Await.of(next())) {
        Await.of(body.apply(item));
      }
    } finally {
      close();
    }
    return Coroutine.done();
  }

  /**
   * Another end on this side.
   *
   * @throws ChannelClosedException if this one is closed
   */
  public Receiver<T> copy() {
    return new Receiver<>(queue, end.copy(), statistics);
  }

  /** A snapshot of the channel. */
  public AsyncChannel.Statistics statistics() {
    return statistics.get();
  }

  /** Closes this end; the last one ends the channel for its senders. */
  @Override
  public void close() {
    end.close();
  }
}
