package dev.weft.weaver.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs another process to its end. */
public final class Forked {

  private static final int LIMIT_MINUTES = 10;

  private Forked() {}

  /**
   * Runs a tool and returns what it printed.
   *
   * @param folder where its output is kept meanwhile
   * @throws IllegalArgumentException with the output if the exit code is not 0
   */
  public static String run(Path tool, List<String> arguments, Path folder) throws IOException {
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(arguments);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exitCode = waitFor(process);
    String printed = Files.readString(output);
    if (exitCode != 0) {
      throw new IllegalArgumentException("exit code " + exitCode + ": " + printed);
    }
    return printed;
  }

  private static int waitFor(Process process) throws IOException {
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("still running after " + LIMIT_MINUTES + " minutes");
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
