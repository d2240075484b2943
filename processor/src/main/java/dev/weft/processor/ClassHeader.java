package dev.weft.processor;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Who a class file is.
 *
 * @param name its internal name
 * @param superName the internal name of its superclass, or null
 * @param nestHost the internal name of its nest host; its own name if it is one
 */
record ClassHeader(String name, String superName, String nestHost) {

  private static final int SKIP_BODIES =
      ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

  /** Reads the header, or returns empty if the class file is newer than what this jar can read. */
  static Optional<ClassHeader> read(byte[] bytes) {
    try {
      var reader = new ClassReader(bytes);
      var host = new NestHostVisitor(reader.getClassName());
      reader.accept(host, SKIP_BODIES);
      return Optional.of(
          new ClassHeader(reader.getClassName(), reader.getSuperName(), host.nestHost));
    } catch (IllegalArgumentException tooNew) {
      return Optional.empty();
    }
  }

  private static final class NestHostVisitor extends ClassVisitor {

    private String nestHost;

    NestHostVisitor(String ownName) {
      super(Opcodes.ASM9);
      nestHost = ownName;
    }

    @Override
    public void visitNestHost(String host) {
      nestHost = host;
    }
  }
}
