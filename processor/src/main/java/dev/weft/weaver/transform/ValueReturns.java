package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AwaitCalls;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns {@code return Coroutine.of(value)} into {@code return value}, so that nothing is allocated
 * for it.
 *
 * <p>Where code stands between the call and the return (a {@code finally}), the call stays, and the
 * coroutine that it makes is awaited at the return like any other.
 */
final class ValueReturns {

  private ValueReturns() {}

  /** Rewrites the method; returns the return instructions that have a plain value on the stack. */
  static Set<AbstractInsnNode> unwrap(MethodNode method, AsyncKind kind) {
    Set<AbstractInsnNode> returns = new HashSet<>();
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      boolean isDone = kind == AsyncKind.COROUTINE && AwaitCalls.isDone(insn);
      boolean isValue = isDone || AwaitCalls.isValueOf(insn, kind);
      if (isValue && AwaitCalls.leadsToReturn(insn)) {
        returns.add(returnInPlaceOf(method.instructions, insn, isDone));
      }
    }
    return returns;
  }

  private static AbstractInsnNode returnInPlaceOf(
      InsnList instructions, AbstractInsnNode call, boolean isDone) {
    removeUnreachable(instructions, call);
    AbstractInsnNode valueReturn = new InsnNode(Opcodes.ARETURN);
    instructions.insert(call, valueReturn);
    if (isDone) {
      instructions.set(call, new InsnNode(Opcodes.ACONST_NULL));
    } else {
      instructions.remove(call);
    }
    return valueReturn;
  }

  /** The goto or return that followed, unless something else jumps to it. */
  private static void removeUnreachable(InsnList instructions, AbstractInsnNode call) {
    AbstractInsnNode next = call.getNext();
    while (next.getOpcode() < 0) {
      if (next instanceof FrameNode) {
        return;
      }
      next = next.getNext();
    }
    instructions.remove(next);
  }
}
