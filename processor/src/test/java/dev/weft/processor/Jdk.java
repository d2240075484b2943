package dev.weft.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param home its directory
 */
record Jdk(Path home) {

  /** The one that runs the tests. */
  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")));
  }

  /** {@code JAVA25_HOME}, or a JDK 25 installed beside the running one. */
  static Optional<Jdk> find25() {
    String home = System.getenv("JAVA25_HOME");
    return home != null
        ? Optional.of(new Jdk(Path.of(home)))
        : siblings().filter(Jdk::isVersion25).findFirst();
  }

  /** The running one, and 25 if it is there. */
  static List<Jdk> all() {
    return Stream.concat(Stream.of(running()), find25().stream()).distinct().toList();
  }

  private static Stream<Jdk> siblings() {
    try (Stream<Path> homes = Files.list(running().home().getParent())) {
      return homes.sorted().map(Jdk::new).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isVersion25() {
    try {
      return Files.exists(home.resolve("bin/javac"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
    } catch (IOException e) {
      return false;
    }
  }

  /** The feature release: 17, 25. */
  int version() {
    try {
      String release = Files.readString(home.resolve("release"));
      return Integer.parseInt(release.replaceAll("(?s).*JAVA_VERSION=\"(\\d+).*", "$1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one of its tools and returns everything that it printed, then its exit code. */
  String run(Path directory, String tool, List<String> arguments) {
    try {
      var command =
          Stream.concat(
              Stream.of(home.resolve("bin").resolve(tool).toString()), arguments.stream());
      Process process =
          new ProcessBuilder(command.toList())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      return output + "exit code " + process.waitFor() + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
