package dev.weft.driver;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/** Jars as file systems; what cannot be opened is named. */
final class Jars {

  private Jars() {}

  static FileSystem open(Path jar) throws IOException {
    try {
      return FileSystems.newFileSystem(jar);
    } catch (ProviderNotFoundException | ZipException e) {
      throw new IOException(
          jar + " cannot be read as a jar (" + e.getMessage() + "): name a directory or a jar", e);
    }
  }

  /** The jars in a jar: those of a web application, or of a program with its libraries. */
  static List<Path> within(FileSystem jar) throws IOException {
    try (Stream<Path> files = Files.walk(jar.getPath("/"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  static void requireUnsigned(Path jar, FileSystem files) throws IOException {
    Path metadata = files.getPath("/META-INF");
    if (!Files.isDirectory(metadata)) {
      return;
    }
    try (var signatures = Files.newDirectoryStream(metadata, "*.SF")) {
      if (signatures.iterator().hasNext()) {
        throw new IOException(
            jar
                + " is signed, and weaving would break the signature: weave it before it is signed");
      }
    }
  }
}
