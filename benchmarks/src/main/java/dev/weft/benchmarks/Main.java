package dev.weft.benchmarks;

import dev.weft.benchmarks.network.NetworkRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all contenders on the same work and prints one table; see docs/benchmarks.md. */
public final class Main {

  private static final Set<Workload> QUICK =
      Set.of(
          Workload.YIELD_1000,
          Workload.YIELD_MIXED,
          Workload.CREATE,
          Workload.RESUME_1,
          Workload.RESUME_1000,
          Workload.COLD_10,
          Workload.EXCEPTION_100,
          Workload.QUEUE_1,
          Workload.WAKE_UP,
          Workload.TIMER_LIMIT,
          Workload.SLEEP_FIRE,
          Workload.BYTES_FUTURE,
          Workload.BYTES_SLEEP);

  private final Arguments arguments;
  private final int launches;
  private final Results results = new Results();
  private final ChildProcess child = new ChildProcess();

  private Main(Arguments arguments) throws IOException {
    this.arguments = arguments;
    launches = arguments.quick() ? 1 : 3;
  }

  /** Runs the benchmarks. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("network")) {
      NetworkRun.run(Arguments.parse(List.of(args).subList(1, args.length)));
      return;
    }
    Main main = new Main(Arguments.parse(List.of(args)));
    System.out.println(Machine.describe());
    System.out.println("Nanoseconds per operation, or what the row says.\n");
    for (int launch = 0; launch < main.launches; launch++) {
      main.runJmh();
      main.runWorkloads();
      main.runStartUp();
    }
    main.countWovenBytes();
    System.out.println(main.results.table());
  }

  private void runJmh() throws RunnerException, IOException {
    String[] inJava =
        Stream.of(Contender.values())
            .filter(contender -> !contender.isScript() && arguments.takesPart(contender))
            .filter(Main::hasCalls)
            .map(Enum::name)
            .toArray(String[]::new);
    if (inJava.length == 0) {
      return;
    }
    Path log = Files.createTempFile("weft-benchmarks", ".log");
    Options options =
        new OptionsBuilder()
            .include(CallBenchmark.class.getSimpleName() + "\\..*(" + arguments.only() + ")")
            .param("contender", inJava)
            .forks(1)
            .warmupIterations(arguments.quick() ? 3 : 5)
            .warmupTime(TimeValue.milliseconds(500))
            .measurementIterations(arguments.quick() ? 3 : 5)
            .measurementTime(TimeValue.milliseconds(500))
            .addProfiler("gc")
            .output(log.toString())
            .build();
    try {
      new Runner(options).run().forEach(this::add);
    } catch (NoBenchmarksException noneWanted) {
      // Then there is nothing to add.
    }
  }

  private static boolean hasCalls(Contender contender) {
    try {
      return contender.find(Calls.class) != null;
    } catch (UnsupportedOperationException none) {
      return false;
    }
  }

  private void add(RunResult result) {
    Contender contender = Contender.valueOf(result.getParams().getParam("contender"));
    String benchmark = result.getParams().getBenchmark();
    String row = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    result.getBenchmarkResults().iterator().next().getIterationResults().stream()
        .map(iteration -> iteration.getPrimaryResult().getScore())
        .forEach(score -> results.add(row, contender, score));
    result.getSecondaryResults().entrySet().stream()
        .filter(entry -> entry.getKey().contains("alloc.rate.norm"))
        .forEach(e -> results.add(row + ", bytes", contender, e.getValue().getScore()));
  }

  private void runWorkloads() throws IOException, InterruptedException {
    for (Workload workload : Workload.values()) {
      if (arguments.isWanted(workload.name()) && (!arguments.quick() || QUICK.contains(workload))) {
        for (Contender contender : Contender.values()) {
          if (arguments.takesPart(contender)) {
            child
                .run(contender, workload.name())
                .forEach(figure -> results.add(workload.title, contender, figure));
          }
        }
      }
    }
  }

  /** From nothing to the end of the first await, the start of the JVM or interpreter included. */
  private void runStartUp() throws IOException, InterruptedException {
    if (!arguments.isWanted("START_UP")) {
      return;
    }
    for (int i = 0; i < 5; i++) {
      for (Contender contender : List.of(Contender.WEFT, Contender.KOTLIN, Contender.PLAIN)) {
        if (arguments.takesPart(contender)) {
          long start = System.nanoTime();
          child.run(contender);
          double millis = (System.nanoTime() - start) / 1e6;
          results.add("process with one await, ms", contender, millis);
        }
      }
    }
  }

  private void countWovenBytes() throws IOException, InterruptedException {
    if (arguments.isWanted("WOVEN")) {
      System.out.println(WovenBytes.compare() + "\n");
    }
  }
}
