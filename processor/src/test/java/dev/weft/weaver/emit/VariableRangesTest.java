package dev.weft.weaver.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.NULL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.TOP;

import dev.weft.weaver.fixture.MethodBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;

class VariableRangesTest {

  /** The numbers of the instructions at which the variable in slot 0 lives, such as {@code 0-1}. */
  private static List<String> cut(String descriptor, MethodBuilder code) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    code.method().instructions.insert(start);
    code.method().instructions.add(end);
    code.method().localVariables =
        new ArrayList<>(List.of(new LocalVariableNode("v", descriptor, null, start, end, 0)));

    VariableRanges.cut("A", code.method());

    return code.method().localVariables.stream()
        .map(piece -> numberOf(piece.start, code) + "-" + numberOf(piece.end, code))
        .toList();
  }

  private static long numberOf(LabelNode label, MethodBuilder code) {
    AbstractInsnNode[] insns = code.method().instructions.toArray();
    return IntStream.range(0, code.method().instructions.indexOf(label))
        .filter(i -> insns[i].getOpcode() >= 0)
        .count();
  }

  @Test
  void variableThatAlwaysHasAValue_keepsItsRange() {
    var code = new MethodBuilder("(I)V").insn(NOP, NOP, RETURN);

    assertEquals(List.of("0-3"), cut("I", code));
  }

  @Test
  void range_beginsWithTheFirstValue() {
    var code = new MethodBuilder("()V").insn(ICONST_0).var(ISTORE, 0).insn(NOP, RETURN);

    assertEquals(List.of("2-4"), cut("I", code));
  }

  @Test
  void range_endsWhereAFrameKnowsNoValue() {
    var code = new MethodBuilder("(I)V").insn(NOP).frame(List.of(TOP), List.of()).insn(NOP, RETURN);

    assertEquals(List.of("0-1"), cut("I", code));
  }

  @Test
  void range_goesOnWithTheNextValue() {
    var code =
        new MethodBuilder("(I)V")
            .insn(NOP)
            .frame(List.of(), List.of())
            .insn(ICONST_0)
            .var(ISTORE, 0)
            .insn(NOP, RETURN);

    assertEquals(List.of("0-1", "3-5"), cut("I", code));
  }

  @Test
  void valueOfAnotherKind_isNone() {
    var code =
        new MethodBuilder("(I)V").insn(NOP).frame(List.of(INTEGER), List.of()).insn(NOP, RETURN);

    assertEquals(List.of(), cut("J", code));
    assertEquals(List.of(), cut("Ljava/lang/String;", code));
  }

  @Test
  void null_isAValueOfAnyClass() {
    var code =
        new MethodBuilder("(LA;)V").insn(NOP).frame(List.of(NULL), List.of()).insn(NOP, RETURN);

    assertEquals(List.of("0-3"), cut("[LB;", code));
  }

  @Test
  void methodWithoutTable_staysWithout() {
    var code = new MethodBuilder("(I)V").insn(RETURN);
    code.method().localVariables = null;

    VariableRanges.cut("A", code.method());

    assertEquals(null, code.method().localVariables);
  }
}
