package dev.weft.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A class file on disk.
 *
 * <p>Read and written by its path and not through javac: some compilers' drivers keep classes in
 * memory behind file URIs, and would later overwrite what was woven; so the file must really be
 * there. And javac complains of a file that is written twice.
 */
record PathClassFile(Path path) implements ClassFile {

  @Override
  public byte[] read() throws IOException {
    return Files.readAllBytes(path);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    Files.write(path, bytes);
  }

  @Override
  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
