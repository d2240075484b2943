package dev.weft.weaver.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JDK on this machine. */
public record Jdk(Path home) {

  private static final Optional<Jdk> JDK_25 = locate(25);

  /** JDK 25: where {@code JAVA25_HOME} says, or among the JVMs beside the running one. */
  public static Optional<Jdk> find25() {
    return JDK_25;
  }

  /** The one that runs this. */
  public static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")));
  }

  private static Optional<Jdk> locate(int feature) {
    return candidates("JAVA" + feature + "_HOME").stream()
        .map(Jdk::new)
        .filter(jdk -> jdk.isFeature(feature))
        .findFirst();
  }

  private static List<Path> candidates(String variable) {
    List<Path> homes = new ArrayList<>();
    Optional.ofNullable(System.getenv(variable)).map(Path::of).ifPresent(homes::add);
    homes.add(running().home);
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(running().home.getParent())) {
      siblings.forEach(homes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return homes;
  }

  private boolean isFeature(int feature) {
    Path release = home.resolve("release");
    try {
      return Files.isExecutable(tool("javac"))
          && Files.isRegularFile(release)
          && Files.readString(release).contains("JAVA_VERSION=\"" + feature);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }
}
