package dev.weft.processor;

import dev.weft.driver.ClassHeader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes the state-machine classes of methods that are gone.
 *
 * <p>When a top-level class is compiled, so is its whole nest: a state machine that an earlier
 * compilation made for it and this one did not belongs to no method any more.
 */
final class StaleFrames {

  private static final String FRAMES = "*$*$Async*.class";

  // One listing per directory and compilation, or large packages would take quadratic time. What
  // is written after the listing is not stale.
  private final Map<Path, List<Path>> candidatesByDirectory = new HashMap<>();

  /**
   * Deletes the state machines of a nest, except the current ones.
   *
   * @param directory where the nest's class files are
   * @param host the internal name of the nest host
   * @param current the internal names of all classes that this compilation made for the nest
   */
  void delete(Path directory, String host, Set<String> current) throws IOException {
    String prefix = ClassNames.simpleName(host) + "$";
    for (Path file : candidates(directory)) {
      if (file.getFileName().toString().startsWith(prefix) && isStale(file, host, current)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> candidates(Path directory) throws IOException {
    List<Path> known = candidatesByDirectory.get(directory);
    if (known == null) {
      known = list(directory);
      candidatesByDirectory.put(directory, known);
    }
    return known;
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, FRAMES)) {
        stream.forEach(files::add);
      }
    }
    return files;
  }

  private static boolean isStale(Path file, String host, Set<String> current) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    return ClassHeader.read(Files.readAllBytes(file))
        .filter(ClassHeader::isStateMachine)
        .filter(header -> header.nestHost().equals(host))
        .filter(header -> !current.contains(header.name()))
        .isPresent();
  }
}
