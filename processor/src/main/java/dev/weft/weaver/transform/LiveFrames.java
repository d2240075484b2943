package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Takes the locals that nobody reads any more out of the stack map frames. Compilers name all that
 * are in scope; a resumed body would have to make them up.
 */
final class LiveFrames {

  private LiveFrames() {}

  /**
   * @param live the slots whose values are needed at an instruction
   */
  static void strip(MethodNode method, Function<AbstractInsnNode, BitSet> live) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        frame.local = only(live.apply(AwaitCalls.nextReal(frame)), frame.local);
      }
    }
  }

  private static List<Object> only(BitSet live, List<Object> locals) {
    List<Object> kept = new ArrayList<>();
    int slot = 0;
    for (Object type : locals) {
      int size = VerificationTypes.size(type);
      if (live.get(slot)) {
        kept.add(type);
      } else {
        for (int i = 0; i < size; i++) {
          kept.add(Opcodes.TOP);
        }
      }
      slot += size;
    }
    return kept;
  }
}
