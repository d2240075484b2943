package dev.weft.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process was started with. */
public final class Interrupts {

  private Interrupts() {}

  /**
   * Whether SIGINT is ignored, where the system tells. Shells start background jobs so, children
   * inherit it, and a JVM leaves it so.
   */
  public static boolean areIgnored() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("SigIgn:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(mask -> (mask & 1 << (2 - 1)) != 0);
    } catch (IOException notLinux) {
      return false;
    }
  }
}
