package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.Neighbours;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Turns {@code Await.of(x, E.class)} into {@code Await.of(x)}: the class is for javac only. */
final class ExceptionClassArguments {

  private ExceptionClassArguments() {}

  static void drop(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (AwaitCalls.isAwait(insn)) {
        drop(method.instructions, (MethodInsnNode) insn);
      }
    }
  }

  private static void drop(InsnList instructions, MethodInsnNode await) {
    for (int i = Type.getArgumentTypes(await.desc).length; i > 1; i--) {
      AbstractInsnNode argument = Neighbours.previousOnEveryPath(await);
      if (argument instanceof LdcInsnNode) {
        instructions.remove(argument);
      } else {
        instructions.insertBefore(await, new InsnNode(Opcodes.POP));
      }
    }
    await.desc =
        AwaitCalls.awaitsStage(await)
            ? "(" + LinkageNames.STAGE_DESCRIPTOR + ")Ljava/lang/Object;"
            : "(" + LinkageNames.AWAITABLE_DESCRIPTOR + ")Ljava/lang/Object;";
  }
}
