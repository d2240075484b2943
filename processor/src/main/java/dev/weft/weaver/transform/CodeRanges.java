package dev.weft.weaver.transform;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Takes stretches of code out of all try ranges of a method, and out of its variables' ranges. */
public final class CodeRanges {

  /** The code from {@code start} to {@code end}. */
  public record Stretch(LabelNode start, LabelNode end) {}

  private CodeRanges() {}

  /** Cuts each range around the stretches that lie in it, and drops pieces without code. */
  public static void cut(MethodNode method, List<Stretch> stretches) {
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

  /**
   * What is left of a range without the stretches; pieces without code are dropped.
   *
   * @param stretches in code order; they may overlap
   */
  static List<Stretch> pieces(
      LabelNode rangeStart, LabelNode rangeEnd, List<Stretch> stretches, InsnList instructions) {
    List<Stretch> pieces = new ArrayList<>();
    LabelNode start = rangeStart;
    int end = instructions.indexOf(rangeEnd);
    for (Stretch stretch : stretches) {
      boolean overlaps =
          instructions.indexOf(stretch.end) > instructions.indexOf(start)
              && instructions.indexOf(stretch.start) < end;
      if (overlaps) {
        pieces.add(new Stretch(start, stretch.start));
        start = stretch.end;
      }
    }
    pieces.add(new Stretch(start, rangeEnd));
    pieces.removeIf(piece -> !hasCode(piece, instructions));
    return pieces;
  }

  private static boolean hasCode(Stretch piece, InsnList instructions) {
    int end = instructions.indexOf(piece.end);
    for (int i = instructions.indexOf(piece.start); i < end; i++) {
      if (instructions.get(i).getOpcode() >= 0) {
        return true;
      }
    }
    return false;
  }
}
