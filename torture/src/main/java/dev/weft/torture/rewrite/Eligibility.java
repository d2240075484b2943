package dev.weft.torture.rewrite;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Whether a method can be made async, or what keeps it from that. */
public enum Eligibility {
  ELIGIBLE,
  NO_BODY,
  CONSTRUCTOR_OR_INITIALISER,
  MONITOR;

  static Eligibility of(MethodNode method) {
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return NO_BODY;
    }
    if (method.name.startsWith("<")) {
      return CONSTRUCTOR_OR_INITIALISER;
    }
    return usesMonitor(method) ? MONITOR : ELIGIBLE;
  }

  private static boolean usesMonitor(MethodNode method) {
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      return true;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == Opcodes.MONITORENTER) {
        return true;
      }
    }
    return false;
  }
}
