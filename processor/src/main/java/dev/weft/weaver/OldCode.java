package dev.weft.weaver;

import dev.weft.weaver.analysis.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Finds in a method what class files of Java 6 or 8 may have, and newer ones may not. */
final class OldCode {

  private OldCode() {}

  /** A {@code jsr} or {@code ret} (JVMS 4.9.1). */
  static Optional<AbstractInsnNode> subroutine(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.JSR || insn.getOpcode() == Opcodes.RET) {
        return Optional.of(insn);
      }
    }
    return Optional.empty();
  }

  /**
   * The instructions that write a final field of their class, and do not stand in the initialiser
   * that may (JVMS 6.5, putfield and putstatic).
   */
  static List<FieldInsnNode> writesOfFinals(ClassNode owner, MethodNode method) {
    List<FieldInsnNode> writes = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      boolean isWrite =
          insn.getOpcode() == Opcodes.PUTSTATIC && !method.name.equals("<clinit>")
              || insn.getOpcode() == Opcodes.PUTFIELD && !method.name.equals("<init>");
      if (isWrite && written(owner, (FieldInsnNode) insn).filter(OldCode::isFinal).isPresent()) {
        writes.add((FieldInsnNode) insn);
      }
    }
    return writes;
  }

  private static boolean isFinal(FieldNode field) {
    return (field.access & Opcodes.ACC_FINAL) != 0;
  }

  /** The field that an instruction names, if {@code owner} declares it. */
  static Optional<FieldNode> written(ClassNode owner, FieldInsnNode write) {
    return owner.fields.stream()
        .filter(field -> write.owner.equals(owner.name))
        .filter(field -> field.name.equals(write.name) && field.desc.equals(write.desc))
        .findFirst();
  }

  /** The target of a jump, or an exception handler, that has no stack map frame. */
  static Optional<AbstractInsnNode> targetWithoutFrame(MethodNode method) {
    List<LabelNode> targets = new ArrayList<>();
    method.tryCatchBlocks.forEach(block -> targets.add(block.handler));
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof JumpInsnNode jump) {
        targets.add(jump.label);
      } else if (insn instanceof TableSwitchInsnNode table) {
        targets.addAll(table.labels);
        targets.add(table.dflt);
      } else if (insn instanceof LookupSwitchInsnNode lookup) {
        targets.addAll(lookup.labels);
        targets.add(lookup.dflt);
      }
    }
    return targets.stream()
        .filter(target -> !hasFrame(target))
        .<AbstractInsnNode>map(Neighbours::nextReal)
        .findFirst();
  }

  private static boolean hasFrame(LabelNode target) {
    AbstractInsnNode insn = target;
    while (insn != null && insn.getOpcode() < 0 && !(insn instanceof FrameNode)) {
      insn = insn.getNext();
    }
    return insn instanceof FrameNode;
  }
}
