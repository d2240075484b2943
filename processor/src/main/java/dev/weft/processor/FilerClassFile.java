package dev.weft.processor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import javax.tools.FileObject;

/**
 * A class file that is not on disk: in memory, in a zip file system.
 *
 * @param output where the file is
 * @param file the file before javac writes it
 * @param internalName the class
 */
record FilerClassFile(ClassOutput output, FileObject file, String internalName)
    implements ClassFile {

  /** Looks the file up again: javac may have been given another object to write it. */
  @Override
  public byte[] read() throws IOException {
    try (InputStream in = output.getResource(internalName).openInputStream()) {
      byte[] bytes = in.readAllBytes();
      if (bytes.length == 0) {
        throw new FileNotFoundException(this + " is empty");
      }
      return bytes;
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
