package dev.weft.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Where it was measured. */
public final class Machine {

  private Machine() {}

  /** Processor, virtual machine and date, in a line. */
  public static String describe() throws IOException {
    return String.format(
        "%s, %d cores, %s %s, %s%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        LocalDate.now());
  }

  private static String processor() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    return !Files.exists(cpus)
        ? System.getProperty("os.arch")
        : Files.readAllLines(cpus).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse("?");
  }
}
