package dev.weft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Work that hardly ever suspends, measured by JMH in nanoseconds per operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

  private static final int TIMES = 300_000;
  private static final int LENGTH = 1024;
  private static final int ROUNDS = 100;
  private static final int CALLS_OF_FIB_25 = 242_785;

  /** Who does the work. */
  @Param({"PLAIN", "WEFT"})
  public String contender;

  private final int[] a = new int[LENGTH];
  private final int[] b = new int[LENGTH];
  private Calls calls;

  /** Finds the contender and takes every suspension a few times. */
  @Setup
  public void setUp() {
    calls = Contender.valueOf(contender).find(Calls.class);
    calls.pollute();
    for (int i = 0; i < LENGTH; i++) {
      a[i] = i;
      b[i] = 3 * i;
    }
  }

  /** A recursive call and its await. */
  @Benchmark
  @OperationsPerInvocation(CALLS_OF_FIB_25)
  public long fib() {
    return calls.fib(25, -1);
  }

  /** The await of a future that is done. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public long awaitDone() {
    return calls.awaitDone(TIMES);
  }

  /** The await of what a method of three implementations returns. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public long awaitObject() {
    return calls.awaitObject(TIMES);
  }

  /** The await of coroutines of three kinds that were stored first. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public long awaitStored() {
    return calls.awaitStored(TIMES);
  }

  /** A read that suspends once in 1,024. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public long readBuffered() {
    return calls.readBuffered(TIMES);
  }

  /** An element of a numeric loop beside an await. */
  @Benchmark
  @OperationsPerInvocation(LENGTH * ROUNDS)
  public long numericBeside() {
    return calls.numericBeside(a, b, ROUNDS);
  }

  /** An element of a numeric loop inside a loop with an await. */
  @Benchmark
  @OperationsPerInvocation(LENGTH * ROUNDS)
  public long numericInside() {
    return calls.numericInside(a, b, ROUNDS);
  }
}
