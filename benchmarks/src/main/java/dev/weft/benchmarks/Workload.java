package dev.weft.benchmarks;

import java.util.function.Consumer;

/** What is done as a whole program, in a process of its own; {@link CallBenchmark} has the rest. */
enum Workload {
  YIELD_2("yield, 2 tasks", 1_000_000, Tasks.class, t -> t.yields(2, 500_000)),
  YIELD_1000("yield, 1,000 tasks", 1_000_000, Tasks.class, t -> t.yields(1_000, 1_000)),
  YIELD_MIXED(
      "yield, 1,000 tasks of four kinds", 1_000_000, Tasks.class, t -> t.mixedYields(1_000, 1_000)),
  YIELD_1M("yield, 1,000,000 tasks", 4_000_000, Tasks.class, t -> t.yields(1_000_000, 4)),
  CREATE("create a task and await it", 1_000_000, Tasks.class, t -> t.createAndAwait(1_000_000)),
  CREATE_ALL(
      "create 1,000,000 tasks, then await all",
      1_000_000,
      Tasks.class,
      t -> t.createAllThenAwait(1_000_000)),
  RESUME_1("resume at depth 1", 1_000_000, Tasks.class, t -> t.resume(1, 1_000_000)),
  RESUME_10("resume at depth 10", 1_000_000, Tasks.class, t -> t.resume(10, 1_000_000)),
  RESUME_100("resume at depth 100", 1_000_000, Tasks.class, t -> t.resume(100, 1_000_000)),
  RESUME_1000("resume at depth 1,000", 500_000, Tasks.class, t -> t.resume(1_000, 500_000)),
  COLD_1("suspend once at depth 1, per level", 1_000_000, Tasks.class, t -> t.cold(1, 1_000_000)),
  COLD_10("suspend once at depth 10, per level", 1_000_000, Tasks.class, t -> t.cold(10, 100_000)),
  COLD_100(
      "suspend once at depth 100, per level", 1_000_000, Tasks.class, t -> t.cold(100, 10_000)),
  COLD_1000(
      "suspend once at depth 1,000, per level", 1_000_000, Tasks.class, t -> t.cold(1_000, 1_000)),
  EXCEPTION_10(
      "exception through 10 frames, per frame",
      1_000_000,
      Tasks.class,
      t -> t.exceptions(10, 100_000, new Traceless())),
  EXCEPTION_100(
      "exception through 100 frames, per frame",
      1_000_000,
      Tasks.class,
      t -> t.exceptions(100, 10_000, new Traceless())),
  QUEUE_1("queue of 1, hand-off", 1_000_000, Tasks.class, t -> t.queue(1, 1_000_000)),
  QUEUE_64("queue of 64, hand-off", 1_000_000, Tasks.class, t -> t.queue(64, 1_000_000)),
  WAKE_UP("wake-up from another thread", 50_000, Tasks.class, t -> t.wakeUps(50_000)),
  TIMER_FIRE(
      "schedule and fire 1,000,000 timers",
      1_000_000,
      Timers.class,
      t -> t.scheduleAndFire(1_000_000)),
  TIMER_CANCEL(
      "schedule and cancel 1,000,000 timers",
      1_000_000,
      Timers.class,
      t -> t.scheduleAndCancel(1_000_000)),
  TIMER_LIMIT("schedule a timer and cancel it", 1_000_000, Timers.class, t -> t.limits(1_000_000)),
  SLEEP_FIRE(
      "1,000,000 tasks sleep, 0 to 50 ms", 1_000_000, Timers.class, t -> t.sleepAndFire(1_000_000)),
  SLEEP_CANCEL(
      "1,000,000 tasks sleep, then cancelled",
      1_000_000,
      Timers.class,
      t -> t.sleepAndCancel(1_000_000)),
  BYTES_FUTURE("bytes per task on a future", heap(false, false)),
  BYTES_FUTURE_10("bytes per task on a future, 10 locals", heap(false, true)),
  BYTES_SLEEP("bytes per task asleep", heap(true, false)),
  BYTES_SLEEP_10("bytes per task asleep, 10 locals", heap(true, true));

  /** An exception that has no stack trace to fill in: what is measured is its way. */
  private static final class Traceless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Traceless() {
      super("traceless", null, false, false);
    }
  }

  /** Does the work once. Returns the figure: nanoseconds per operation, or bytes per task. */
  interface Measurement {
    double take(Contender contender);
  }

  final String title;
  private final Measurement measurement;

  <F> Workload(String title, int operations, Class<F> family, Consumer<F> work) {
    this(title, contender -> Measure.nanosPerOperation(contender.find(family), work, operations));
  }

  Workload(String title, Measurement measurement) {
    this.title = title;
    this.measurement = measurement;
  }

  private static Measurement heap(boolean asleep, boolean locals) {
    return contender -> Measure.bytesPerTask(contender.find(Memory.class), asleep, locals);
  }

  boolean isHeap() {
    return name().startsWith("BYTES");
  }

  double measure(Contender contender) {
    return measurement.take(contender);
  }
}
