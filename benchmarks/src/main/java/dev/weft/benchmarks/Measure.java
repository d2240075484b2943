package dev.weft.benchmarks;

import java.util.function.Consumer;

/** Takes one measurement. */
final class Measure {

  private static final int TASKS = 1_000_000;

  private Measure() {}

  static <F> double nanosPerOperation(F contender, Consumer<F> work, int operations) {
    long start = System.nanoTime();
    work.accept(contender);
    return (double) (System.nanoTime() - start) / operations;
  }

  static double bytesPerTask(Memory contender, boolean asleep, boolean locals) {
    contender.hold(1_000, asleep, locals, () -> {}); // loads what it needs
    long before = usedHeap();
    long[] during = new long[1];
    contender.hold(TASKS, asleep, locals, () -> during[0] = usedHeap());
    return (double) (during[0] - before) / TASKS;
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
