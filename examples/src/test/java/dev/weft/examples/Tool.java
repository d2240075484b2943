package dev.weft.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the system's. */
public record Tool(String name) {

  /** The program, or the test is skipped where it is not installed. */
  public static Tool require(String name) throws InterruptedException {
    try {
      new ProcessBuilder(name, "--version")
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
    String[] command = Stream.concat(Stream.of(name), Stream.of(arguments)).toArray(String[]::new);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
