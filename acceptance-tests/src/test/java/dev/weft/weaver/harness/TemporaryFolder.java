package dev.weft.weaver.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder that is deleted with all it holds. */
final class TemporaryFolder implements AutoCloseable {

  private final Path path;

  TemporaryFolder(String prefix) throws IOException {
    path = Files.createTempDirectory(prefix);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    for (Path file : deepestFirst()) {
      Files.delete(file);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    }
  }
}
