package dev.weft.sync;

import java.util.function.Supplier;

/**
 * A bounded channel with several writers and readers, which ends when one side is closed: trio's
 * memory channel.
 *
 * <pre>{@code
 * AsyncChannel<String> words = AsyncChannel.open(10);
 * Task<Void> writer = Weft.createTask(() -> say(words.sender()));
 * Await.of(
 *     words
 *         .receiver()
 *         .forEach( // until the writer has closed its end
 *             word -> {
 *               log.add(word);
 *               return Coroutine.done();
 *             }));
 * }</pre>
 *
 * <p>where the writer is
 *
 * <pre>{@code
 * @Async
 * static Coroutine<Void> say(Sender<String> words) {
 *   try (words) {
 *     Await.of(words.send("hello"));
 *     Await.of(words.send("world")); // waits while 10 are not received
 *   }
 *   return Coroutine.done();
 * }
 * }</pre>
 *
 * <p>Each task takes its own end ({@link Sender#copy}, {@link Receiver#copy}) and closes it. When
 * all senders are closed, receivers get what is left and then the end; when all receivers are
 * closed, senders fail, and what was not received is dropped.
 *
 * @param <T> the type of the items
 * @param sender the first end to write to
 * @param receiver the first end to read from
 */
public record AsyncChannel<T>(Sender<T> sender, Receiver<T> receiver) {

  /** What a channel is doing. */
  public record Statistics(
      int size, int senders, int receivers, int waitingToSend, int waitingToReceive) {}

  /**
   * Opens a channel with one sender and one receiver.
   *
   * @param capacity how many items may be sent and not yet received; 1 or more
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  public static <T> AsyncChannel<T> open(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be >= 1, not " + capacity);
    }
    AsyncQueue<T> queue = new AsyncQueue<>(capacity);
    ChannelSide senders = new ChannelSide(() -> queue.shutdown(false));
    ChannelSide receivers = new ChannelSide(() -> queue.shutdown(true));
    Supplier<Statistics> statistics =
        () ->
            new Statistics(
                queue.size(),
                senders.size(),
                receivers.size(),
                queue.statistics().waitingToPut(),
                queue.statistics().waitingToGet());
    return new AsyncChannel<>(
        new Sender<>(queue, senders.open(), statistics),
        new Receiver<>(queue, receivers.open(), statistics));
  }

  /** A snapshot, which every end can give too. */
  public Statistics statistics() {
    return receiver.statistics();
  }
}
