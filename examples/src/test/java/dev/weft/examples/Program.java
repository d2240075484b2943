package dev.weft.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of this module that runs in a virtual machine of its own; closing it kills it.
 *
 * @param output its output and errors
 */
public record Program(Process process, BufferedReader output) implements AutoCloseable {

  /** Starts {@code main}, of a class with a method {@code main}. */
  public static Program start(Class<?> main, String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        Stream.concat(Stream.of(java, "-cp", classPath, main.getName()), Stream.of(arguments))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new Program(process, process.inputReader());
  }

  /** The next line that it prints; null at the end. */
  public String readLine() throws IOException {
    return output.readLine();
  }

  /** Reads the next line, which says where on this machine it listens; gives the port. */
  public int readPort() throws IOException {
    String line = readLine();
    Matcher address = Pattern.compile(" on \\[/127\\.0\\.0\\.1:(\\d+)]").matcher(line);
    if (!address.find()) {
      throw new AssertionError("no address: " + line);
    }
    return Integer.parseInt(address.group(1));
  }

  /** Sends it a signal, {@code "INT"} say. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, "" + process.pid()).start().waitFor();
  }

  /** Waits for its end. Gives its exit code. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
