package dev.weft.weaver.analysis;

import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.GOTO;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LineNumberNode;

/** Finds what stands before and after an instruction. */
public final class Neighbours {

  private Neighbours() {}

  /** The next instruction that has an opcode, or null. */
  public static AbstractInsnNode nextReal(AbstractInsnNode insn) {
    AbstractInsnNode next = insn.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next;
  }

  /** The previous instruction that has an opcode, or null. */
  public static AbstractInsnNode previousReal(AbstractInsnNode insn) {
    AbstractInsnNode previous = insn.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      previous = previous.getPrevious();
    }
    return previous;
  }

  /** The instruction that is executed just before on every path, or null where paths meet. */
  public static AbstractInsnNode previousOnEveryPath(AbstractInsnNode insn) {
    AbstractInsnNode previous = insn.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      if (previous instanceof FrameNode) {
        return null;
      }
      previous = previous.getPrevious();
    }
    return previous;
  }

  /** Whether control goes from here to an {@code areturn} with nothing done on the way. */
  public static boolean leadsToReturn(AbstractInsnNode insn) {
    AbstractInsnNode next = nextReal(insn);
    int jumps = 0;
    while (next != null && next.getOpcode() == GOTO && jumps++ < 100) {
      next = nextReal(((JumpInsnNode) next).label);
    }
    return next != null && next.getOpcode() == ARETURN;
  }

  /** The source line of an instruction, or 0 when the class file does not tell. */
  public static int lineOf(AbstractInsnNode insn) {
    for (AbstractInsnNode i = insn; i != null; i = i.getPrevious()) {
      if (i instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }
}
