package dev.weft.spi;

/**
 * Chooses in which order the callbacks of one pass run, for tests that shuffle it. Called by the
 * loop's thread.
 *
 * <pre>{@code
 * ReadyOrder shuffled = new Random(seed)::nextInt;
 * EventLoop loop = EventLoop.create(LoopConfig.standard().withOrder(shuffled));
 * }</pre>
 */
@FunctionalInterface
public interface ReadyOrder {

  /** Which of the remaining callbacks runs next: from 0, the oldest, to {@code remaining - 1}. */
  int next(int remaining);
}
