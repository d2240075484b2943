package dev.weft.processor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;

/** Where javac puts the class files of one top-level class. */
final class ClassOutput {

  private final OutputDirectories directories;
  private final TypeElement origin;
  private final JavaFileObject source;
  private final String moduleName;

  /**
   * @param origin the top-level class
   * @param source its source file
   */
  ClassOutput(
      OutputDirectories directories, Elements elements, TypeElement origin, JavaFileObject source) {
    this.directories = directories;
    this.origin = origin;
    this.source = source;
    ModuleElement module = elements.getModuleOf(origin);
    this.moduleName = module == null ? "" : module.getQualifiedName().toString();
  }

  /** The class file that javac has written or is about to write. */
  ClassFile find(String internalName) throws IOException {
    Optional<Path> directory = findDirectory(internalName);
    return directory.isPresent()
        ? inDirectory(directory.get(), internalName)
        : new FilerClassFile(this, getResource(internalName), internalName);
  }

  /** The directory of the class files, if they are on disk. */
  Optional<Path> findDirectory(String internalName) throws IOException {
    return directories.isDeclared(moduleName)
        ? directories.find(moduleName, internalName)
        : Optional.of(besideSource(internalName));
  }

  /** Adds a class that javac knows nothing of; build tools learn that it comes from the origin. */
  void create(String internalName, byte[] bytes) throws IOException {
    Optional<Path> directory = findDirectory(internalName);
    boolean mustTell = directories.isWatched() && directories.isDeclared(moduleName);
    if (directory.isPresent() && !mustTell) {
      inDirectory(directory.get(), internalName).write(bytes);
      return;
    }
    try (var out = createResource(internalName).openOutputStream()) {
      out.write(bytes);
    }
  }

  FileObject createResource(String internalName) throws IOException {
    return directories.createResource(moduleName, internalName, origin);
  }

  FileObject getResource(String internalName) throws IOException {
    return directories.getResource(moduleName, internalName);
  }

  private static PathClassFile inDirectory(Path directory, String internalName) {
    return new PathClassFile(directory.resolve(ClassNames.fileName(internalName)));
  }

  private Path besideSource(String internalName) throws IOException {
    if (!OutputDirectories.isOnDisk(source.toUri())) {
      throw new FileNotFoundException(ClassNames.fileName(internalName));
    }
    return Path.of(source.toUri()).getParent();
  }
}
