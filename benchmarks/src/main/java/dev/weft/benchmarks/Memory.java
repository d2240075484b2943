package dev.weft.benchmarks;

/** Tasks that are suspended while the heap is measured. */
public interface Memory {

  /**
   * Suspends {@code n} tasks that keep five longs and five references, or nothing.
   *
   * @param asleep whether they sleep, or each waits for a future of its own
   * @param measurement called while all are suspended
   */
  void hold(int n, boolean asleep, boolean locals, Runnable measurement);
}
