package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.weft.weaver.fixture.MethodBuilder;
import dev.weft.weaver.transform.CodeRanges.Stretch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.LabelNode;

/** The code is {@code 0 nop 1 nop 2 nop 3 nop 4 nop 5}; the digits are labels. */
class CodeRangesTest {

  private final MethodBuilder code = new MethodBuilder("()V");

  CodeRangesTest() {
    for (int i = 0; i < 5; i++) {
      code.label("" + i).insn(NOP);
    }
    code.label("5").insn(RETURN).label("handler").insn(RETURN);
  }

  private Stretch stretch(String start, String end) {
    return new Stretch(code.labelNode(start), code.labelNode(end));
  }

  /** The ranges that are left, such as {@code 0-1}. */
  private List<String> cut(Stretch... stretches) {
    CodeRanges.cut(code.method(), List.of(stretches));
    return code.method().tryCatchBlocks.stream()
        .map(block -> nameOf(block.start) + "-" + nameOf(block.end))
        .toList();
  }

  private String nameOf(LabelNode label) {
    for (int i = 0; i <= 5; i++) {
      if (code.labelNode("" + i) == label) {
        return "" + i;
      }
    }
    throw new AssertionError();
  }

  @Test
  void rangeWithoutStretches_stays() {
    code.tryCatch("1", "3", "handler", null);

    assertEquals(List.of("1-3"), cut());
  }

  @Test
  void stretchInTheMiddle_splitsTheRange() {
    code.tryCatch("0", "5", "handler", null);

    assertEquals(List.of("0-2", "3-5"), cut(stretch("2", "3")));
  }

  @Test
  void twoStretches_splitTheRangeTwice() {
    code.tryCatch("0", "5", "handler", null);

    assertEquals(List.of("0-1", "2-3", "4-5"), cut(stretch("1", "2"), stretch("3", "4")));
  }

  @Test
  void stretchAtEitherEnd_shortensTheRange() {
    code.tryCatch("1", "4", "handler", null);

    assertEquals(List.of("2-3"), cut(stretch("1", "2"), stretch("3", "4")));
  }

  @Test
  void rangeWithoutCode_isDropped() {
    code.tryCatch("1", "2", "handler", null);

    assertEquals(List.of(), cut(stretch("1", "2")));
  }

  @Test
  void stretchOutsideTheRange_changesNothing() {
    code.tryCatch("2", "3", "handler", null);

    assertEquals(List.of("2-3"), cut(stretch("0", "1"), stretch("3", "4")));
  }

  @Test
  void allRangesAroundAStretch_areCutInTheirOrder() {
    code.tryCatch("1", "3", "handler", "A").tryCatch("0", "4", "handler", null);

    assertEquals(List.of("1-2", "0-2", "3-4"), cut(stretch("2", "3")));
  }

  @Test
  void pieces_keepHandlerAndType() {
    code.tryCatch("0", "5", "handler", "A");

    cut(stretch("2", "3"));

    code.method()
        .tryCatchBlocks
        .forEach(
            piece -> {
              assertEquals("A", piece.type);
              assertEquals(code.labelNode("handler"), piece.handler);
            });
  }
}
