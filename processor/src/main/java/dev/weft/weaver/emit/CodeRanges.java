package dev.weft.weaver.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Takes stretches of code out of all try ranges of a method, and out of its variables' ranges. */
final class CodeRanges {

  /** The code from {@code start} to {@code end}. */
  record Stretch(LabelNode start, LabelNode end) {}

  private CodeRanges() {}

  /** Cuts each range around the stretches that lie in it, and drops pieces without code. */
  static void cut(MethodNode method, List<Stretch> stretches) {
    List<TryCatchBlockNode> blocks = new ArrayList<>();
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      for (Stretch piece : pieces(block.start, block.end, stretches, method.instructions)) {
        blocks.add(new TryCatchBlockNode(piece.start, piece.end, block.handler, block.type));
      }
    }
    method.tryCatchBlocks = blocks;
    if (method.localVariables != null) {
      method.localVariables = variables(method, stretches);
    }
  }

  private static List<LocalVariableNode> variables(MethodNode method, List<Stretch> stretches) {
    List<LocalVariableNode> variables = new ArrayList<>();
    for (LocalVariableNode v : method.localVariables) {
      for (Stretch piece : pieces(v.start, v.end, stretches, method.instructions)) {
        variables.add(
            new LocalVariableNode(v.name, v.desc, v.signature, piece.start, piece.end, v.index));
      }
    }
    return variables;
  }

  /** What is left of a range without the stretches. */
  private static List<Stretch> pieces(
      LabelNode rangeStart, LabelNode rangeEnd, List<Stretch> stretches, InsnList instructions) {
    List<Stretch> pieces = new ArrayList<>();
    LabelNode start = rangeStart;
    int end = instructions.indexOf(rangeEnd);
    for (Stretch stretch : stretches) {
      int at = instructions.indexOf(stretch.start);
      if (at >= instructions.indexOf(start) && at < end) {
        pieces.add(new Stretch(start, stretch.start));
        start = stretch.end;
      }
    }
    if (instructions.indexOf(start) < end) {
      pieces.add(new Stretch(start, rangeEnd));
    }
    pieces.removeIf(piece -> !hasCode(piece));
    return pieces;
  }

  private static boolean hasCode(Stretch piece) {
    for (AbstractInsnNode i = piece.start; i != null && i != piece.end; i = i.getNext()) {
      if (i.getOpcode() >= 0) {
        return true;
      }
    }
    return false;
  }
}
