package dev.weft.spi;

import dev.weft.Task;

/**
 * Is told what a loop does, as it does it: for measuring, tracing and visualising. trio's {@code
 * Instrument}.
 *
 * <pre>{@code
 * class Steps implements Instrument {
 *   private final Map<String, Integer> count = new TreeMap<>();
 *
 *   public void afterStep(Task<?> task) {
 *     count.merge(task.name(), 1, Integer::sum);
 *   }
 * }
 * }</pre>
 *
 * <p>Added to a loop with {@link dev.weft.EventLoop#addInstrument}; a loop without any pays one
 * null check per step. The loop's thread calls all methods; they must not block, nor cancel or
 * complete anything. An instrument that throws is reported to the loop's exception handler and
 * removed.
 */
public interface Instrument {

  /** A task was made. Its first step has not begun. */
  default void taskSpawned(Task<?> task) {}

  /** A task is done. */
  default void taskDone(Task<?> task) {}

  /**
   * A task is about to take a step. The first step of a hot method, or of an eager task, runs
   * inside the step that calls it, and so between the two calls for that one.
   */
  default void beforeStep(Task<?> task) {}

  /** A task has taken a step: it is done, or waits, or has yielded. */
  default void afterStep(Task<?> task) {}

  /**
   * The loop is about to wait for I/O, for timers and for other threads.
   *
   * @param timeoutNanos for how long at most; 0 to only look, {@link Poller#FOREVER} for no limit
   */
  default void beforeIoWait(long timeoutNanos) {}

  /** The loop has waited. */
  default void afterIoWait(long timeoutNanos) {}
}
