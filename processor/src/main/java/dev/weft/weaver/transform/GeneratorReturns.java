package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.LinkageNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lets a generator's body return whether it has yielded: {@code return AsyncGenerator.end()}
 * becomes {@code GeneratorEnd.require(AsyncGenerator.end()); return false}.
 */
final class GeneratorReturns {

  private GeneratorReturns() {}

  static void rewrite(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        method.instructions.insertBefore(insn, requireEnd());
        method.instructions.insertBefore(insn, new InsnNode(Opcodes.ICONST_0));
        method.instructions.set(insn, new InsnNode(Opcodes.IRETURN));
      }
    }
  }

  private static MethodInsnNode requireEnd() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        LinkageNames.GENERATOR_END,
        LinkageNames.REQUIRE,
        LinkageNames.REQUIRE_END_DESCRIPTOR,
        false);
  }
}
