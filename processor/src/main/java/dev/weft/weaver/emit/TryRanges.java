package dev.weft.weaver.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Takes stretches of code out of all try ranges of a method. */
final class TryRanges {

  /** The code from {@code start} to {@code end}. */
  record Stretch(LabelNode start, LabelNode end) {}

  private TryRanges() {}

  /** Cuts each range around the stretches that lie in it, and drops pieces without code. */
  static void cut(MethodNode method, List<Stretch> stretches) {
    List<TryCatchBlockNode> pieces = new ArrayList<>();
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      cut(block, stretches, method.instructions, pieces);
    }
    method.tryCatchBlocks = pieces;
  }

  private static void cut(
      TryCatchBlockNode block,
      List<Stretch> stretches,
      InsnList instructions,
      List<TryCatchBlockNode> pieces) {
    LabelNode start = block.start;
    int end = instructions.indexOf(block.end);
    for (Stretch stretch : stretches) {
      int at = instructions.indexOf(stretch.start());
      if (at >= instructions.indexOf(start) && at < end) {
        addPiece(block, start, stretch.start(), pieces);
        start = stretch.end();
      }
    }
    addPiece(block, start, block.end, pieces);
  }

  private static void addPiece(
      TryCatchBlockNode block, LabelNode start, LabelNode end, List<TryCatchBlockNode> pieces) {
    if (hasCode(start, end)) {
      TryCatchBlockNode piece = new TryCatchBlockNode(start, end, block.handler, block.type);
      pieces.add(piece);
    }
  }

  private static boolean hasCode(LabelNode start, LabelNode end) {
    for (AbstractInsnNode insn = start; insn != null && insn != end; insn = insn.getNext()) {
      if (insn.getOpcode() >= 0) {
        return true;
      }
    }
    return false;
  }
}
