package dev.weft.benchmarks;

/** Work of timers. Delays are spread over 50 ms unless said otherwise. */
public interface Timers {

  /** The latest delay of what is to fire. */
  int SPREAD_MICROS = 50_000;

  /** Schedules {@code n} callbacks and waits until all were called. */
  default void scheduleAndFire(int n) {
    throw new UnsupportedOperationException();
  }

  /** Schedules {@code n} callbacks in ten seconds, then cancels them all. */
  default void scheduleAndCancel(int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Schedules a callback in ten seconds and cancels it, {@code n} times: what a time limit does.
   */
  default void limits(int n) {
    throw new UnsupportedOperationException();
  }

  /** {@code n} tasks sleep at the same time. */
  default void sleepAndFire(int n) {
    throw new UnsupportedOperationException();
  }

  /** {@code n} tasks sleep for ten seconds and are cancelled. */
  default void sleepAndCancel(int n) {
    throw new UnsupportedOperationException();
  }
}
