package dev.weft.weaver.transform;

import java.util.BitSet;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The variables that a debugger shows, from the LocalVariableTable (JVMS 4.7.13). */
final class NamedVariables {

  private NamedVariables() {}

  /** The slots of the variables that are in scope at an instruction; none without {@code -g}. */
  static BitSet inScope(MethodNode method, AbstractInsnNode insn) {
    BitSet slots = new BitSet();
    if (method.localVariables == null) {
      return slots;
    }
    int at = method.instructions.indexOf(insn);
    for (LocalVariableNode variable : method.localVariables) {
      if (method.instructions.indexOf(variable.start) <= at
          && at < method.instructions.indexOf(variable.end)) {
        slots.set(variable.index);
      }
    }
    return slots;
  }
}
