package dev.weft.torture.fork;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs main classes of this harness in JVMs of their own.
 *
 * @param jdk the home of the JDK
 * @param classPath in its order
 * @param directory where it runs; its output goes to a file there
 */
public record ForkedJvm(Path jdk, List<Path> classPath, Path directory) {

  private static final int LIMIT_MINUTES = 60;

  /** What libraries look into; their own builds open it too. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.reflect",
          "java.lang.invoke",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "java.io",
          "java.net",
          "java.nio",
          "java.math",
          "java.text",
          "java.time",
          "java.time.chrono");

  /** A JVM that was started. */
  public record Running(Process process, Path output) {

    /**
     * Waits for its end.
     *
     * @throws IOException if it takes an hour
     */
    public int await() throws IOException {
      try {
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
          throw new IOException("still running after " + LIMIT_MINUTES + " minutes: " + output);
        }
        return process.exitValue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** Starts a main class. */
  public Running start(Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.add("-Xss8m");
    command.add("-Xmx2g");
    command.add("-Djava.awt.headless=true");
    OPENED.forEach(p -> command.addAll(List.of("--add-opens", "java.base/" + p + "=ALL-UNNAMED")));
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(main.getName());
    command.addAll(arguments);
    Path output = directory.resolve(main.getSimpleName() + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Running(process, output);
  }
}
