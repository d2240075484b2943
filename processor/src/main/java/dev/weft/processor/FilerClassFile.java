package dev.weft.processor;

import java.io.IOException;
import javax.tools.FileObject;

/**
 * A class file that is not on disk: in memory, in a zip file system.
 *
 * @param output where the file is
 * @param file the file as javac writes it
 * @param internalName the class
 */
record FilerClassFile(ClassOutput output, FileObject file, String internalName)
    implements ClassFile {

  @Override
  public byte[] read() throws IOException {
    try (var in = file.openInputStream()) {
      return in.readAllBytes();
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    try (var out = output.createResource(internalName).openOutputStream()) {
      out.write(bytes);
    }
  }

  @Override
  public void delete() {
    file.delete();
  }

  @Override
  public String toString() {
    return file.toUri().toString();
  }
}
