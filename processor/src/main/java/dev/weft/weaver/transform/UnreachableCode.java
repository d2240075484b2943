package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Dominators;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Removes what nothing leads to: shadowed handlers, and what is left over where returns are
 * rewritten.
 */
final class UnreachableCode {

  private UnreachableCode() {}

  static void remove(MethodNode method) {
    ControlFlow flow = new ControlFlow(method);
    Dominators dominators = new Dominators(flow);
    boolean removed = false;
    for (int node = 0; node < flow.size(); node++) {
      if (!dominators.isReachable(node)) {
        method.instructions.remove(flow.insn(node));
        removed = true;
      }
    }
    if (removed) {
      removeWithoutCode(method, FrameNode.class);
      removeWithoutCode(method, LineNumberNode.class);
    }
  }

  /** Removes the nodes of {@code type} that no instruction follows before the next of them. */
  private static void removeWithoutCode(MethodNode method, Class<? extends AbstractInsnNode> type) {
    boolean code = false;
    AbstractInsnNode insn = method.instructions.getLast();
    while (insn != null) {
      AbstractInsnNode previous = insn.getPrevious();
      if (type.isInstance(insn)) {
        if (!code) {
          method.instructions.remove(insn);
        }
        code = false;
      } else if (insn.getOpcode() >= 0) {
        code = true;
      }
      insn = previous;
    }
  }
}
