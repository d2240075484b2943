package dev.weft.benchmarks;

import java.util.List;

/** Work of tasks that suspend. */
public interface Tasks {

  /** Does a little of everything, so that what is measured runs beside other code. */
  default void pollute() {
    RuntimeException failure = new RuntimeException("polluting");
    List<Runnable> all =
        List.of(
            () -> yields(3, 500),
            () -> mixedYields(40, 50),
            () -> createAndAwait(500),
            () -> createAllThenAwait(500),
            () -> resume(5, 500),
            () -> cold(5, 500),
            () -> exceptions(5, 100, failure),
            () -> queue(1, 500));
    for (Runnable work : all) {
      try {
        work.run();
      } catch (UnsupportedOperationException notThere) {
        // Then it pollutes nothing.
      }
    }
  }

  /** {@code tasks} tasks yield to each other, {@code times} times each. */
  default void yields(int tasks, int times) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #yields}, with tasks of four kinds in random order. */
  default void mixedYields(int tasks, int times) {
    throw new UnsupportedOperationException();
  }

  /** Creates a task and awaits it, {@code n} times. */
  default void createAndAwait(int n) {
    throw new UnsupportedOperationException();
  }

  /** Creates {@code n} tasks, then awaits them all. */
  default void createAllThenAwait(int n) {
    throw new UnsupportedOperationException();
  }

  /** Suspends at the bottom of {@code depth} calls, {@code times} times. */
  default void resume(int depth, int times) {
    throw new UnsupportedOperationException();
  }

  /**
   * Calls {@code depth} methods deep, suspends once at the bottom, returns; {@code times} times.
   */
  default void cold(int depth, int times) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #cold}, but the bottom throws {@code failure} after it was suspended. */
  default void exceptions(int depth, int times, RuntimeException failure) {
    throw new UnsupportedOperationException();
  }

  /** Hands {@code n} items from one task to another through a queue. */
  default void queue(int capacity, int n) {
    throw new UnsupportedOperationException();
  }

  /** Awaits what another thread completes, {@code n} times, one after the other. */
  default void wakeUps(int n) {
    throw new UnsupportedOperationException();
  }

  /** The smallest program: one task that suspends once. */
  default void hello() {
    yields(1, 1);
  }
}
