package dev.weft.driver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Who a class file is. All names are internal ones.
 *
 * @param name its name
 * @param superName its superclass, or null
 * @param nestHost its nest host; its own name if it is one
 * @param nestMembers the other classes of its nest, if it is a host
 * @param encloser the class around it, or its own name if there is none; unlike a nest host, class
 *     files of all versions tell
 */
public record ClassHeader(
    String name, String superName, String nestHost, Set<String> nestMembers, String encloser) {

  private static final int SKIP_BODIES =
      ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
  private static final byte[] MENTION = "dev/weft/".getBytes(StandardCharsets.US_ASCII);
  private static final String LINKAGE = "dev/weft/linkage/";

  /** Reads the header, or returns empty if this jar cannot read the class file: it is too new. */
  public static Optional<ClassHeader> read(byte[] bytes) {
    try {
      var reader = new ClassReader(bytes);
      var header = new HeaderVisitor(reader.getClassName());
      reader.accept(header, SKIP_BODIES);
      return Optional.of(header.toHeader(reader.getSuperName()));
    } catch (IllegalArgumentException tooNew) {
      return Optional.empty();
    }
  }

  /** Whether a class file may have something to weave. */
  public static boolean mentionsWeft(byte[] classFile) {
    for (int i = 0; i <= classFile.length - MENTION.length; i++) {
      if (classFile[i] == MENTION[0]
          && Arrays.equals(classFile, i, i + MENTION.length, MENTION, 0, MENTION.length)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it is a state machine that the weaver made. Its name would prove nothing, since anybody
   * may use the dollar sign.
   */
  public boolean isStateMachine() {
    return superName != null && superName.startsWith(LINKAGE) && !nestHost.equals(name);
  }

  private static final class HeaderVisitor extends ClassVisitor {

    private final String name;
    private final Set<String> nestMembers = new HashSet<>();
    private String nestHost;
    private String encloser;

    HeaderVisitor(String name) {
      super(Opcodes.ASM9);
      this.name = name;
      this.nestHost = name;
      this.encloser = name;
    }

    ClassHeader toHeader(String superName) {
      return new ClassHeader(name, superName, nestHost, Set.copyOf(nestMembers), encloser);
    }

    @Override
    public void visitNestHost(String host) {
      nestHost = host;
      encloser = encloser.equals(name) ? host : encloser;
    }

    @Override
    public void visitNestMember(String member) {
      nestMembers.add(member);
    }

    @Override
    public void visitOuterClass(String owner, String method, String descriptor) {
      encloser = owner;
    }

    @Override
    public void visitInnerClass(String inner, String outer, String innerName, int access) {
      if (inner.equals(name) && outer != null) {
        encloser = outer;
      }
    }
  }
}
