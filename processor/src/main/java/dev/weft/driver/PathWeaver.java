package dev.weft.driver;

import dev.weft.weaver.MethodExplanation;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WeaveProblem;
import dev.weft.weaver.WovenNest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weaves the class files of a directory or jar in place.
 *
 * <p>The result is the same, byte for byte, as if javac had woven them, and weaving them again
 * changes nothing: the class files themselves say what is woven. Either everything is woven or,
 * when a method cannot be, nothing is written. Classes that have nothing to do with Weft are left
 * as they are.
 *
 * <p>Jars may have several roots ({@code META-INF/versions}, {@code WEB-INF/classes}). Jars within
 * jars are checked, but not woven: they belong to others, and some must not be packed anew.
 */
public final class PathWeaver {

  private PathWeaver() {}

  /** Weaves what is not woven yet, with the default options. */
  public static WeaveResult weave(Path directoryOrJar) throws IOException, WeaveException {
    return weave(directoryOrJar, WeaveOptions.DEFAULT);
  }

  /**
   * Weaves what is not woven yet.
   *
   * @return the classes that were changed
   * @throws WeaveException if methods cannot be woven, or code awaits where it cannot; nothing is
   *     written then
   * @throws IOException if something cannot be read or written, or a jar is signed
   */
  public static WeaveResult weave(Path directoryOrJar, WeaveOptions options)
      throws IOException, WeaveException {
    Path real = real(directoryOrJar);
    return Files.isDirectory(real) ? weaveTree(real, options) : weaveJar(real, options);
  }

  /**
   * Finds what is not woven, and changes nothing.
   *
   * @return the classes that weaving would change; those in jars within a jar come with its name
   * @throws WeaveException if some of them cannot be woven
   */
  public static WeaveResult check(Path directoryOrJar) throws IOException, WeaveException {
    Path real = real(directoryOrJar);
    if (Files.isDirectory(real)) {
      return checkTree(real);
    }
    try (FileSystem jar = Jars.open(real)) {
      WeaveResult result = checkTree(jar.getPath("/"));
      for (Path inner : Jars.within(jar)) {
        result = result.plus(inner, check(inner));
      }
      return result;
    }
  }

  private static WeaveResult checkTree(Path root) throws IOException, WeaveException {
    return result(weaveNests(ClassTree.read(root), WeaveOptions.DEFAULT));
  }

  /**
   * Says how the async methods of a class and its nest would be woven.
   *
   * @param internalName the name of the class
   * @return nothing for classes that are not there, or woven already
   */
  public static List<MethodExplanation> explain(Path directoryOrJar, String internalName)
      throws IOException, WeaveException {
    Path real = real(directoryOrJar);
    if (Files.isDirectory(real)) {
      return explain(ClassTree.read(real), internalName);
    }
    try (FileSystem jar = Jars.open(real)) {
      return explain(ClassTree.read(jar.getPath("/")), internalName);
    }
  }

  private static List<MethodExplanation> explain(ClassTree tree, String internalName)
      throws IOException, WeaveException {
    for (NestFiles nest : tree.nests()) {
      if (nest.contains(internalName)) {
        return nest.explain();
      }
    }
    return List.of();
  }

  private static WeaveResult weaveTree(Path root, WeaveOptions options)
      throws IOException, WeaveException {
    ClassTree tree = ClassTree.read(root);
    Map<NestFiles, WovenNest> woven = weaveNests(tree, options);
    for (var entry : woven.entrySet()) {
      entry.getKey().deleteStaleStateMachines();
      entry.getKey().write(entry.getValue().classes());
    }
    return result(woven);
  }

  /** Weaves a copy, which then takes the place of the jar. */
  private static WeaveResult weaveJar(Path jar, WeaveOptions options)
      throws IOException, WeaveException {
    if (isWoven(jar)) {
      return new WeaveResult(List.of(), List.of());
    }
    Path copy = Files.createTempFile(jar.toAbsolutePath().getParent(), "weft", ".jar");
    try {
      Files.copy(
          jar, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      WeaveResult result;
      try (FileSystem files = Jars.open(copy)) {
        Jars.requireUnsigned(jar, files);
        result = weaveTree(files.getPath("/"), options);
      }
      Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING);
      return result;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static boolean isWoven(Path jar) throws IOException, WeaveException {
    try (FileSystem files = Jars.open(jar)) {
      return checkTree(files.getPath("/")).classes().isEmpty();
    }
  }

  /** Behind links: what they lead to is read and written, and they stay. */
  private static Path real(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new FileNotFoundException(path + " does not exist: name a directory or a jar");
    }
    if (path.toString().endsWith(".class")) {
      throw new IOException(
          path
              + " is a single class file, whose nest may have more: name the directory of its root"
              + " package");
    }
    return path.toRealPath();
  }

  private static Map<NestFiles, WovenNest> weaveNests(ClassTree tree, WeaveOptions options)
      throws IOException, WeaveException {
    Map<NestFiles, WovenNest> woven = new LinkedHashMap<>();
    List<WeaveProblem> errors = new ArrayList<>();
    for (NestFiles nest : tree.nests()) {
      try {
        woven.put(nest, nest.weave(options));
      } catch (WeaveException e) {
        errors.addAll(e.problems());
      }
    }
    if (!errors.isEmpty()) {
      throw new WeaveException(errors);
    }
    return woven;
  }

  private static WeaveResult result(Map<NestFiles, WovenNest> woven) {
    List<String> classes = new ArrayList<>();
    List<WeaveProblem> warnings = new ArrayList<>();
    woven.forEach(
        (nest, result) -> {
          result.classes().keySet().stream()
              .filter(nest::contains)
              .map(name -> name.replace('/', '.'))
              .forEach(classes::add);
          warnings.addAll(result.warnings());
        });
    return new WeaveResult(classes, warnings);
  }
}
