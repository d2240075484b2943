package dev.weft.benchmarks;

/**
 * The process that measures one contender on one workload: {@code Child WEFT YIELD_2}. It prints
 * one figure per line, and nothing if the contender cannot do the work. {@code Child WEFT} runs the
 * smallest program.
 */
public final class Child {

  private static final long WARM_UP_NANOS = 3_000_000_000L;
  private static final long MEASURING_NANOS = 4_000_000_000L;
  private static final int REPETITIONS = 7;

  private Child() {}

  /** Runs the process. */
  public static void main(String[] args) {
    Contender contender = Contender.valueOf(args[0]);
    try {
      if (args.length == 1) {
        contender.find(Tasks.class).hello();
      } else {
        measure(contender, Workload.valueOf(args[1]));
      }
    } catch (UnsupportedOperationException notThere) {
      System.exit(0);
    }
    System.exit(0); // a contender may have left threads
  }

  private static void measure(Contender contender, Workload workload) {
    if (workload.isHeap()) {
      System.out.println(workload.measure(contender));
      return;
    }
    contender.find(Tasks.class).pollute();
    repeat(contender, workload, WARM_UP_NANOS, false);
    repeat(contender, workload, MEASURING_NANOS, true);
  }

  private static void repeat(Contender contender, Workload workload, long nanos, boolean print) {
    long end = System.nanoTime() + nanos;
    for (int i = 0; i < REPETITIONS && (i == 0 || System.nanoTime() < end); i++) {
      double figure = workload.measure(contender);
      if (print) {
        System.out.println(figure);
      }
    }
  }
}
