package dev.weft.processor;

import java.io.IOException;

/** A class file in the compiler's output. */
interface ClassFile {

  /**
   * @throws IOException if there is no such file, or it cannot be read
   */
  byte[] read() throws IOException;

  void write(byte[] bytes) throws IOException;

  /** Deletes the file if there is one. */
  void delete() throws IOException;

  /** Where the file is, for messages. */
  @Override
  String toString();
}
