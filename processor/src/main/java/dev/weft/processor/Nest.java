package dev.weft.processor;

import dev.weft.driver.ClassHeader;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WovenNest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A top-level class that has something to weave, with all that is nested in it: from its analysis
 * to its last class file.
 */
final class Nest {

  private final ClassOutput output;
  private final SourceIndex source;
  private final Map<String, ClassFile> classFiles = new LinkedHashMap<>(); // in order of generation

  Nest(ClassOutput output, SourceIndex source) {
    this.output = output;
    this.source = source;
  }

  /** The source as it stood before javac took it apart. */
  SourceIndex source() {
    return source;
  }

  /**
   * Says that javac is about to write a class file.
   *
   * <p>An old one goes away first, so that it cannot be taken for the new one where the new one is
   * kept elsewhere.
   */
  void expect(String internalName) throws IOException {
    ClassFile file = output.find(internalName);
    file.delete();
    classFiles.put(internalName, file);
  }

  /** Weaves what javac has written, in place. */
  WovenNest weave(NestWeaver weaver, WeaveOptions options) throws WeaveException, IOException {
    WovenNest woven = weaver.weave(read(), options);
    for (var entry : woven.classes().entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
    return woven;
  }

  /** Where its class files are. */
  ClassOutput output() {
    return output;
  }

  private Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (var entry : classFiles.entrySet()) {
      byte[] bytes = entry.getValue().read();
      requireName(entry.getKey(), bytes, entry.getValue());
      classes.put(entry.getKey(), bytes);
    }
    return classes;
  }

  /** On file systems that ignore case, two classes can end up in one file. */
  private static void requireName(String internalName, byte[] bytes, ClassFile file)
      throws IOException {
    Optional<String> found = ClassHeader.read(bytes).map(ClassHeader::name);
    if (found.isPresent() && !found.get().equals(internalName)) {
      throw new IOException(file + " holds class " + found.get());
    }
  }

  private void write(String internalName, byte[] bytes) throws IOException {
    ClassFile file = classFiles.get(internalName);
    if (file == null) {
      output.create(internalName, bytes);
    } else {
      file.write(bytes);
    }
  }

  /** Deletes what javac has written: nothing is better than classes that were not woven. */
  void discard() throws IOException {
    for (ClassFile file : classFiles.values()) {
      file.delete();
    }
  }
}
