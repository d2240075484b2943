package dev.weft.torture.fork;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The JDKs of this machine. */
public final class Jdks {

  private Jdks() {}

  /** The one that runs this. */
  public static Path running() {
    return Path.of(System.getProperty("java.home"));
  }

  /** One of a feature release: where {@code JAVA<feature>_HOME} says, or beside the running one. */
  public static Optional<Path> find(int feature) throws IOException {
    String home = System.getenv("JAVA" + feature + "_HOME");
    if (home != null) {
      return Optional.of(Path.of(home));
    }
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(running().getParent())) {
      for (Path sibling : siblings) {
        Path release = sibling.resolve("release");
        if (Files.isExecutable(sibling.resolve("bin/javac"))
            && Files.isRegularFile(release)
            && Files.readString(release).contains("JAVA_VERSION=\"" + feature)) {
          return Optional.of(sibling);
        }
      }
    }
    return Optional.empty();
  }
}
