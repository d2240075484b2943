package dev.weft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A class of the tests that runs in a virtual machine of its own. */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts {@code main}; errors go to the output too. */
  public static ChildJvm start(Class<?> main, Map<String, String> environment, String... options)
      throws IOException {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(options),
                Stream.of("-cp", System.getProperty("java.class.path"), main.getName()))
            .flatMap(part -> part)
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("WEFT_DEBUG");
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  /** Runs {@code main} to its end. Gives what it has printed. */
  public static String run(Class<?> main, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    try (ChildJvm child = start(main, environment, options)) {
      String output = child.rest();
      child.awaitExit();
      return output;
    }
  }

  /** The next line that it prints. */
  public String line() throws IOException {
    return output.readLine();
  }

  /** What it prints until it ends. */
  public String rest() {
    return output.lines().collect(Collectors.joining("\n"));
  }

  /** Whether children inherit that SIGINT is ignored, where the system tells. */
  public static boolean isInterruptIgnored() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("SigIgn:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(mask -> (mask & 1 << (2 - 1)) != 0);
    } catch (IOException notLinux) {
      return false;
    }
  }

  /** Sends it a signal. */
  public void kill(String signal) throws IOException, InterruptedException {
    kill(signal, process.pid());
  }

  /** Sends a process a signal. */
  public static void kill(String signal, long pid) throws IOException, InterruptedException {
    String[] command = {"kill", "-s", signal, Long.toString(pid)};
    assertTrue(new ProcessBuilder(command).inheritIO().start().waitFor() == 0);
  }

  public long pid() {
    return process.pid();
  }

  public int awaitExit() throws InterruptedException {
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the child has not ended");
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
