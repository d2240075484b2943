package dev.weft.weaver.transform;

import dev.weft.weaver.transform.CodeRanges.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Narrows the exception table (JVMS 4.7.3) to what can happen: an entry loses the code in which an
 * earlier one catches everything. javac's outer {@code finally} covers what the inner one catches;
 * kotlinc and Groovy compile a {@code catch} behind {@code catch (Throwable)}.
 *
 * <p>No flow analysis follows such an edge, but the verifier does: a shadowed handler would have to
 * be right as well.
 */
final class ShadowedHandlers {

  private ShadowedHandlers() {}

  static void cut(MethodNode method) {
    InsnList instructions = method.instructions;
    List<TryCatchBlockNode> narrowed = new ArrayList<>();
    List<Stretch> caught = new ArrayList<>(); // entirely, by the entries so far
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      for (Stretch piece : CodeRanges.pieces(block.start, block.end, caught, instructions)) {
        narrowed.add(new TryCatchBlockNode(piece.start(), piece.end(), block.handler, block.type));
      }
      if (block.type == null || block.type.equals("java/lang/Throwable")) {
        caught.add(new Stretch(block.start, block.end));
        caught.sort(Comparator.comparing(stretch -> instructions.indexOf(stretch.start())));
      }
    }
    method.tryCatchBlocks = narrowed;
  }
}
