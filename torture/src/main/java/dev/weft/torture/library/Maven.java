package dev.weft.torture.library;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gets libraries by their coordinates, with the Maven of this machine and its settings. */
public final class Maven {

  private static final String PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:"
          + System.getProperty("maven.plugin.dependency", "3.8.1")
          + ":";

  private final Path directory;

  /**
   * @param directory where libraries are kept
   */
  public Maven(Path directory) {
    this.directory = directory;
  }

  /**
   * Gets {@code group:artifact:version}: its jar, its jar of tests if they are to run, and what its
   * POM says that it and they need. What is there already is not asked for again.
   */
  public Library library(String coordinates, boolean withTests) throws IOException {
    String[] parts = coordinates.split(":");
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          coordinates + " is neither a jar nor group:artifact:version");
    }
    String base = parts[1] + "-" + parts[2];
    Path home = directory.resolve(base);
    Path classPath = home.resolve("class-path");
    if (!Files.exists(classPath)) {
      Files.createDirectories(home);
      copy(coordinates + ":jar", home);
      copy(coordinates + ":pom", home);
      run(
          "-f",
          home.resolve(base + ".pom").toString(),
          PLUGIN + "build-classpath",
          "-DincludeScope=test",
          "-Dmdep.outputFile=" + classPath);
    }
    Path tests = home.resolve(base + "-tests.jar");
    if (withTests && !Files.exists(tests)) {
      copy(coordinates + ":jar:tests", home);
    }
    List<Path> dependencies =
        Stream.of(Files.readString(classPath).strip().split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList();
    return new Library(
        base,
        home.resolve(base + ".jar"),
        withTests ? Optional.of(tests) : Optional.empty(),
        dependencies);
  }

  private void copy(String artifact, Path home) throws IOException {
    run(PLUGIN + "copy", "-Dartifact=" + artifact, "-DoutputDirectory=" + home);
  }

  private void run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(executable(), "-B", "-q"));
    command.addAll(List.of(arguments));
    // Outside of any project: a POM in the working directory would be read.
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed:\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String executable() {
    String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    String home = System.getProperty("maven.home");
    return home == null ? name : Path.of(home, "bin", name).toString();
  }
}
