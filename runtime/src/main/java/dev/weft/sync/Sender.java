package dev.weft.sync;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An end of an {@link AsyncChannel} to write to.
 *
 * @param <T> the type of the items
 */
public final class Sender<T> implements AutoCloseable {

  private final AsyncQueue<T> queue;
  private final ChannelSide.End end;
  private final Supplier<AsyncChannel.Statistics> statistics;

  Sender(AsyncQueue<T> queue, ChannelSide.End end, Supplier<AsyncChannel.Statistics> statistics) {
    this.queue = queue;
    this.end = end;
    this.statistics = statistics;
  }

  /**
   * Waits until there is room and sends an item. A cancelled send has sent nothing.
   *
   * @throws ChannelClosedException at the await, if this end or all receivers are closed
   */
  @Async
  public Coroutine<@Nullable Void> send(T item) {
    end.requireOpen();
    try {
      Await.of(queue.put(item));
    } catch (QueueShutDownException nobodyReceives) {
      throw new ChannelClosedException("all receivers of the channel were closed");
    }
    return Coroutine.done();
  }

  /**
   * Another end on this side.
   *
   * @throws ChannelClosedException if this one is closed
   */
  public Sender<T> copy() {
    return new Sender<>(queue, end.copy(), statistics);
  }

  /** A snapshot of the channel. */
  public AsyncChannel.Statistics statistics() {
    return statistics.get();
  }

  /** Closes this end; the last one ends the channel for its receivers. */
  @Override
  public void close() {
    end.close();
  }
}
