package dev.weft.processor;

import static javax.tools.StandardLocation.CLASS_OUTPUT;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;

/** Where javac puts the class files of one top-level class. */
final class ClassOutput {

  private final Filer filer;
  private final TypeElement origin;
  private final JavaFileObject source;
  private final String moduleName;
  private Boolean hasDirectory; // null until it was found out

  /**
   * @param origin the top-level class
   * @param source its source file
   */
  ClassOutput(Filer filer, Elements elements, TypeElement origin, JavaFileObject source) {
    this.filer = filer;
    this.origin = origin;
    this.source = source;
    ModuleElement module = elements.getModuleOf(origin);
    this.moduleName = module == null ? "" : module.getQualifiedName().toString();
  }

  /** The class file that javac has written or is about to write. */
  ClassFile find(String internalName) throws IOException {
    if (!hasDirectory()) {
      return new PathClassFile(besideSource(internalName));
    }
    FileObject file = getResource(internalName);
    URI uri = file.toUri();
    return isOnDisk(uri)
        ? new PathClassFile(Path.of(uri))
        : new FilerClassFile(this, file, internalName);
  }

  /** The directory of the class files, if they are on disk. */
  Optional<Path> findDirectory(String internalName) throws IOException {
    return find(internalName) instanceof PathClassFile file
        ? Optional.of(file.path().getParent())
        : Optional.empty();
  }

  /** Adds a class that javac knows nothing of; build tools learn that it comes from the origin. */
  void create(String internalName, byte[] bytes) throws IOException {
    if (!hasDirectory()) {
      new PathClassFile(besideSource(internalName)).write(bytes);
      return;
    }
    try (var out = createResource(internalName).openOutputStream()) {
      out.write(bytes);
    }
  }

  /** A resource, because a class file made this late is warned of, which breaks -Werror. */
  FileObject createResource(String internalName) throws IOException {
    String packageName = packageName(internalName);
    String fileName = ClassNames.fileName(internalName);
    return inModule(
        packageName, name -> filer.createResource(CLASS_OUTPUT, name, fileName, origin));
  }

  FileObject getResource(String internalName) throws IOException {
    String packageName = packageName(internalName);
    String fileName = ClassNames.fileName(internalName);
    return inModule(packageName, name -> filer.getResource(CLASS_OUTPUT, name, fileName));
  }

  private interface ResourceAccess {
    FileObject in(String moduleAndPackage) throws IOException;
  }

  /** Several modules compiled at once need a prefix that a single one refuses. */
  private FileObject inModule(String packageName, ResourceAccess access) throws IOException {
    if (!moduleName.isEmpty()) {
      try {
        return access.in(moduleName + "/" + packageName);
      } catch (FilerException singleModule) {
        // Without the prefix, then.
      }
    }
    return access.in(packageName);
  }

  /**
   * Whether javac was told where to put class files ({@code -d}).
   *
   * <p>Without, it puts each beside its source and resources into the working directory, whatever
   * their package: that shows in the path of a resource that nobody wrote.
   */
  private boolean hasDirectory() throws IOException {
    if (hasDirectory == null) {
      hasDirectory = findWhetherItHasDirectory();
    }
    return hasDirectory;
  }

  private boolean findWhetherItHasDirectory() throws IOException {
    try {
      URI uri = filer.getResource(CLASS_OUTPUT, "weft.nowhere", "Nothing.class").toUri();
      return !isOnDisk(uri) || Path.of(uri).endsWith(Path.of("weft", "nowhere", "Nothing.class"));
    } catch (FilerException severalModules) {
      return true;
    }
  }

  private Path besideSource(String internalName) throws IOException {
    if (!isOnDisk(source.toUri())) {
      throw new FileNotFoundException(ClassNames.fileName(internalName));
    }
    return Path.of(source.toUri()).resolveSibling(ClassNames.fileName(internalName));
  }

  private static boolean isOnDisk(URI uri) {
    return "file".equals(uri.getScheme());
  }

  private static String packageName(String internalName) {
    int slash = internalName.lastIndexOf('/');
    return slash < 0 ? "" : internalName.substring(0, slash).replace('/', '.');
  }
}
