package dev.weft.driver;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.weft.weaver.ClassWeaver;
import dev.weft.weaver.MethodExplanation;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WovenNest;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The class files of one nest, with the state machines that no longer belong to it. */
final class NestFiles {

  private final Path root;
  private final Map<String, Path> classes;
  private final List<Path> staleStateMachines;

  /**
   * @param root the directory of the root package
   * @param classes the files by internal name
   */
  NestFiles(Path root, Map<String, Path> classes, List<Path> staleStateMachines) {
    this.root = root;
    this.classes = classes;
    this.staleStateMachines = staleStateMachines;
  }

  boolean contains(String internalName) {
    return classes.containsKey(internalName);
  }

  /** Weaves what the files hold; they stay as they are. */
  WovenNest weave(WeaveOptions options) throws IOException, WeaveException {
    return ClassWeaver.weave(read(), options);
  }

  List<MethodExplanation> explain() throws IOException, WeaveException {
    return ClassWeaver.explain(read());
  }

  private Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> nest = new TreeMap<>();
    for (var entry : classes.entrySet()) {
      nest.put(entry.getKey(), Files.readAllBytes(entry.getValue()));
    }
    return nest;
  }

  /**
   * Writes woven classes: first all to temporary files, so that nothing but renaming is left that
   * could be interrupted half-way.
   */
  void write(Map<String, byte[]> woven) throws IOException {
    Path any = classes.values().iterator().next();
    Map<Path, Path> temporaries = new LinkedHashMap<>();
    try {
      for (var entry : woven.entrySet()) {
        Path file = root.resolve(entry.getKey() + ".class");
        Path temporary = file.resolveSibling(file.getFileName() + ".weft");
        temporaries.put(temporary, file);
        // First a copy of what javac wrote, for its permissions; state machines get their nest's.
        Path model = classes.getOrDefault(entry.getKey(), any);
        Files.copy(model, temporary, REPLACE_EXISTING, COPY_ATTRIBUTES);
        Files.write(temporary, entry.getValue());
      }
      FileTime before = Files.getLastModifiedTime(any);
      for (var entry : temporaries.entrySet()) {
        Files.move(entry.getKey(), entry.getValue(), REPLACE_EXISTING);
      }
      if (root.getFileSystem() != FileSystems.getDefault()) {
        setTimes(temporaries.values(), before);
      }
    } finally {
      for (Path temporary : temporaries.keySet()) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** In a jar, lest weaving the same classes give a different jar each time. */
  private static void setTimes(Iterable<Path> files, FileTime time) throws IOException {
    for (Path file : files) {
      Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(time, time, time);
    }
  }

  void deleteStaleStateMachines() throws IOException {
    for (Path file : staleStateMachines) {
      Files.deleteIfExists(file);
    }
  }
}
