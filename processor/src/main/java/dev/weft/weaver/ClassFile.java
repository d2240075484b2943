package dev.weft.weaver;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A class file being woven: its tree, its version, its place in a nest. */
final class ClassFile {

  private static final int MAJOR = 0xFFFF;

  private final ClassReader reader; // null for a generated class
  private final ClassNode node;

  private ClassFile(ClassReader reader, ClassNode node) {
    this.reader = reader;
    this.node = node;
  }

  static ClassFile of(ClassNode generated) {
    return new ClassFile(null, generated);
  }

  static ClassFile read(String name, byte[] bytes) throws WeaveException {
    try {
      ClassReader reader = new ClassReader(bytes);
      ClassNode node = new ClassNode();
      reader.accept(node, ClassReader.EXPAND_FRAMES);
      return new ClassFile(reader, node);
    } catch (IllegalArgumentException e) {
      throw new WeaveException(List.of(tooNew(name, e)));
    } catch (RuntimeException e) {
      throw new WeaveException(List.of(damaged(name, e)));
    }
  }

  private static WeaveProblem damaged(String name, RuntimeException cause) {
    return new WeaveProblem(
        "AsyncClassFileDamaged",
        name,
        "",
        0,
        "the class file cannot be read ("
            + cause
            + "): it is cut short or not a class file. Delete"
            + " it and compile again.");
  }

  private static WeaveProblem tooNew(String name, IllegalArgumentException cause) {
    return new WeaveProblem(
        "AsyncClassFileTooNew",
        name,
        "",
        0,
        "the class file is newer than this weaver can read ("
            + cause.getMessage()
            + "). Use a newer weft-processor, or compile with an older --release.");
  }

  ClassNode node() {
    return node;
  }

  /** Refuses a class file that has no stack map frames; they are there from version 50 on. */
  void checkVersion() {
    if ((node.version & MAJOR) < Opcodes.V1_6) {
      throw new Refusal(
          "AsyncClassFileTooOld",
          0,
          "the class file has version "
              + (node.version & MAJOR)
              + ", which has no stack map frames. Compile for Java 6 or newer.");
    }
  }

  /** Refuses a method, async or not, that would not be valid in a class file of a newer version. */
  void checkCanBeRaised(MethodNode method) {
    if (isInterface()) {
      writesOfFinals(method).forEach(ClassFile::refuse);
    }
    if ((node.version & MAJOR) > Opcodes.V1_6) {
      return;
    }
    Optional<AbstractInsnNode> subroutine = OldCode.subroutine(method);
    if (subroutine.isPresent()) {
      throw new Refusal(
          "AsyncSubroutine",
          Neighbours.lineOf(subroutine.get()),
          "the method has jsr or ret instructions, and its class has async methods: no class file"
              + " of Java 7 or newer may have them. Compile it again with a newer compiler.");
    }
    Optional<AbstractInsnNode> unframed = OldCode.targetWithoutFrame(method);
    if (unframed.isPresent()) {
      throw new Refusal(
          "AsyncClassFileTooOld",
          Neighbours.lineOf(unframed.get()),
          "the method has jumps but no stack map frames, and its class has async methods: only up"
              + " to Java 6 a class file may do without. Compile it again with a newer compiler.");
    }
  }

  private boolean isInterface() {
    return (node.access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Up to Java 8, all methods of a class may write its final fields. */
  private List<FieldInsnNode> writesOfFinals(MethodNode method) {
    return (node.version & MAJOR) > Opcodes.V1_8 ? List.of() : OldCode.writesOfFinals(node, method);
  }

  private static void refuse(FieldInsnNode write) {
    throw new Refusal(
        "AsyncClassFileTooOld",
        Neighbours.lineOf(write),
        "the method writes the final field "
            + write.name
            + " of its interface, which has async methods: only up to Java 8 a method other than"
            + " the initialiser may do so. Compile it for Java 9 or newer.");
  }

  /**
   * Raises the version; fields that are final by the rules of the old one only are not any more.
   */
  private void raise() {
    for (MethodNode method : node.methods) {
      for (FieldInsnNode write : writesOfFinals(method)) {
        OldCode.written(node, write).ifPresent(field -> field.access &= ~Opcodes.ACC_FINAL);
      }
    }
    node.version = wovenVersion();
  }

  /** Nests are there from version 55 on; older classes are raised to it. */
  int wovenVersion() {
    return (node.version & MAJOR) < Opcodes.V11 ? Opcodes.V11 : node.version;
  }

  String nestHost() {
    return node.nestHostClass == null ? node.name : node.nestHostClass;
  }

  void addNestMember(String member) {
    raise();
    if (node.nestMembers == null) {
      node.nestMembers = new ArrayList<>();
    }
    node.nestMembers.add(member);
  }

  void markWoven() {
    raise();
    if (!WovenAttribute.isOn(node)) {
      node.attrs = node.attrs == null ? new ArrayList<>() : node.attrs;
      node.attrs.add(new WovenAttribute());
    }
  }

  /**
   * The class file. The constant pool of the original is kept, so that attributes that ASM does not
   * know stay valid. No common superclass is ever computed: all frames are explicit.
   */
  byte[] toBytes() {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    return writer.toByteArray();
  }
}
