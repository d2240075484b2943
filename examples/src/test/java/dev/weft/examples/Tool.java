package dev.weft.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the system's. */
public record Tool(String name) {

  /** The program, or the test is skipped where it is not installed. */
  public static Tool require(String name) throws InterruptedException {
    return require(name, "--version");
  }

  /** The program, whose version is asked for by {@code versionOption}. */
  public static Tool require(String name, String versionOption) throws InterruptedException {
    try {
      new ProcessBuilder(name, versionOption)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      Assumptions.abort("skipped: " + name + " is not installed");
    }
    return new Tool(name);
  }

  /** Runs it, and gives what it prints. */
  public String run(String... arguments) throws IOException {
    return runWith("", arguments);
  }

  /** Runs it with {@code input}, and gives what it prints. */
  public String runWith(String input, String... arguments) throws IOException {
    String[] command = Stream.concat(Stream.of(name), Stream.of(arguments)).toArray(String[]::new);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
      stdin.close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
