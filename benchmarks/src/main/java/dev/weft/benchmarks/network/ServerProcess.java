package dev.weft.benchmarks.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param folder where the certificate is, and scripts are put
   * @return nothing if the contender has no such service or is not installed
   */
  static Optional<ServerProcess> start(NetworkContender contender, Service service, Path folder)
      throws IOException {
    List<String> command =
        contender.script().isEmpty() ? java(contender) : script(contender, folder);
    command.add(service.name());
    command.add(folder.toString());
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
    BufferedReader output = process.inputReader();
    String port = output.readLine();
    return port == null
        ? Optional.empty()
        : Optional.of(new ServerProcess(process, Integer.parseInt(port)));
  }

  private static List<String> java(NetworkContender contender) {
    List<String> command = new ArrayList<>();
    command.add(inJavaHome("java"));
    command.addAll(contender.vmOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ServerMain.class.getName()));
    command.add(contender.name());
    return command;
  }

  private static List<String> script(NetworkContender contender, Path folder) throws IOException {
    List<String> command = new ArrayList<>(contender.script());
    Path file = folder.resolve(command.get(1));
    try (InputStream resource = ServerProcess.class.getResourceAsStream("/" + command.get(1))) {
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
    }
    command.set(1, file.toString());
    return command;
  }

  int port() {
    return port;
  }

  /** How much the process has computed up to now, in its own code and in the system's. */
  double cpuMicros() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e3;
  }

  /** What is live in the heap of a server in Java, after a collection. */
  long liveBytes() throws IOException {
    Process histogram =
        new ProcessBuilder(inJavaHome("jcmd"), "" + process.pid(), "GC.class_histogram").start();
    String total = histogram.inputReader().lines().reduce("", (line, next) -> next);
    Matcher matcher = Pattern.compile("Total +\\d+ +(\\d+)").matcher(total);
    if (!matcher.matches()) {
      throw new IOException("a histogram of the heap ended with: " + total);
    }
    return Long.parseLong(matcher.group(1));
  }

  private static String inJavaHome(String command) {
    return Path.of(System.getProperty("java.home"), "bin", command).toString();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
