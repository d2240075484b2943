package dev.weft.weaver;

import dev.weft.weaver.analysis.AwaitCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Finds in a method what class files of Java 6 may have, and newer ones may not (JVMS 4.9). */
final class OldCode {

  private OldCode() {}

  /** A {@code jsr} or {@code ret}. */
  static Optional<AbstractInsnNode> subroutine(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.JSR || insn.getOpcode() == Opcodes.RET) {
        return Optional.of(insn);
      }
    }
    return Optional.empty();
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
        .<AbstractInsnNode>map(AwaitCalls::nextReal)
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
