package dev.weft.processor;

import static javax.tools.StandardLocation.CLASS_OUTPUT;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.tools.FileObject;

/**
 * Where a compilation puts its class files, as far as only javac's {@code Filer} knows.
 *
 * <p>It is asked as seldom as possible: it compares each file that it is asked for with every one
 * before.
 */
final class OutputDirectories {

  private final Filer filer;
  private final boolean isWatched;
  private final Map<String, Boolean> declared = new HashMap<>(); // by module
  private final Map<String, Optional<Path>> byPackage = new HashMap<>(); // module and package

  /**
   * @param isWatched whether the filer is a build tool's, which must be told of each new file
   */
  OutputDirectories(Filer filer, boolean isWatched) {
    this.filer = filer;
    this.isWatched = isWatched;
  }

  boolean isWatched() {
    return isWatched;
  }

  /**
   * The directory of a package's class files, if they are on disk.
   *
   * @param internalName one of its classes
   */
  Optional<Path> find(String module, String internalName) throws IOException {
    String key = module + "/" + packageName(internalName);
    Optional<Path> known = byPackage.get(key);
    if (known == null) {
      known = directory(getResource(module, internalName));
      byPackage.put(key, known);
    }
    return known;
  }

  private static Optional<Path> directory(FileObject file) {
    URI uri = file.toUri();
    return isOnDisk(uri) ? Optional.of(Path.of(uri).getParent()) : Optional.empty();
  }

  /**
   * Whether javac was told where to put class files ({@code -d}).
   *
   * <p>Without, it puts each beside its source and resources into the working directory, whatever
   * their package: that shows in the path of a resource that nobody wrote.
   */
  boolean isDeclared(String module) throws IOException {
    Boolean known = declared.get(module);
    if (known == null) {
      known = findWhetherDeclared();
      declared.put(module, known);
    }
    return known;
  }

  private boolean findWhetherDeclared() throws IOException {
    try {
      URI uri = filer.getResource(CLASS_OUTPUT, "weft.nowhere", "Nothing.class").toUri();
      return !isOnDisk(uri) || Path.of(uri).endsWith(Path.of("weft", "nowhere", "Nothing.class"));
    } catch (FilerException severalModules) {
      return true;
    }
  }

  FileObject getResource(String module, String internalName) throws IOException {
    String fileName = ClassNames.fileName(internalName);
    return inModule(
        module, packageName(internalName), name -> filer.getResource(CLASS_OUTPUT, name, fileName));
  }

  /** A resource, because a class file made this late is warned of, which breaks -Werror. */
  FileObject createResource(String module, String internalName, Element origin) throws IOException {
    String fileName = ClassNames.fileName(internalName);
    return inModule(
        module,
        packageName(internalName),
        name -> filer.createResource(CLASS_OUTPUT, name, fileName, origin));
  }

  private interface ResourceAccess {
    FileObject in(String moduleAndPackage) throws IOException;
  }

  /** Several modules compiled at once need a prefix that a single one refuses. */
  private static FileObject inModule(String module, String packageName, ResourceAccess access)
      throws IOException {
    if (!module.isEmpty()) {
      try {
        return access.in(module + "/" + packageName);
      } catch (FilerException singleModule) {
        // Without the prefix, then.
      }
    }
    return access.in(packageName);
  }

  static boolean isOnDisk(URI uri) {
    return "file".equals(uri.getScheme());
  }

  private static String packageName(String internalName) {
    int slash = internalName.lastIndexOf('/');
    return slash < 0 ? "" : internalName.substring(0, slash).replace('/', '.');
  }
}
