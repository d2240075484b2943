package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.weft.weaver.fixture.MethodBuilder;
import org.junit.jupiter.api.Test;

class ControlFlowTest {

  private static ControlFlow of(MethodBuilder code) {
    return new ControlFlow(code.method());
  }

  @Test
  void labelsLinesAndFrames_areNoNodes() {
    var code = new MethodBuilder("()V").label("a").line(7).insn(NOP).label("b").insn(RETURN);

    ControlFlow flow = of(code);

    assertEquals(2, flow.size());
    assertEquals(code.at("b"), flow.insn(1));
  }

  @Test
  void numberOfALabel_isThatOfTheNextInstruction() {
    var code = new MethodBuilder("()V").insn(NOP).label("a").line(7).insn(RETURN);

    assertEquals(1, of(code).node(code.labelNode("a")));
  }

  @Test
  void plainInstruction_goesToTheNext() {
    assertArrayEquals(new int[] {1}, of(new MethodBuilder("()V").insn(NOP, RETURN)).successors(0));
  }

  @Test
  void conditionalJump_goesToItsTargetAndToTheNext() {
    var code =
        new MethodBuilder("(I)V")
            .var(ILOAD, 0)
            .jump(IFEQ, "end")
            .insn(NOP)
            .label("end")
            .insn(RETURN);

    assertArrayEquals(new int[] {3, 2}, of(code).successors(1));
  }

  @Test
  void goto_goesToItsTargetOnly() {
    var code = new MethodBuilder("()V").jump(GOTO, "end").insn(NOP).label("end").insn(RETURN);

    assertArrayEquals(new int[] {2}, of(code).successors(0));
  }

  @Test
  void tableSwitch_goesToEachOfItsTargets() {
    var code =
        new MethodBuilder("(I)V")
            .var(ILOAD, 0)
            .tableSwitch("end", "zero", "one")
            .label("zero")
            .insn(NOP)
            .label("one")
            .insn(NOP)
            .label("end")
            .insn(RETURN);

    assertArrayEquals(new int[] {4, 2, 3}, of(code).successors(1));
  }

  @Test
  void lookupSwitch_goesToEachOfItsTargets() {
    var code =
        new MethodBuilder("(I)V")
            .var(ILOAD, 0)
            .lookupSwitch("end", new int[] {100}, "hundred")
            .label("hundred")
            .insn(NOP)
            .label("end")
            .insn(RETURN);

    assertArrayEquals(new int[] {3, 2}, of(code).successors(1));
  }

  @Test
  void returnAndThrow_goNowhere() {
    var code = new MethodBuilder("()V").insn(ACONST_NULL, ARETURN, ACONST_NULL, ATHROW, NOP);

    assertArrayEquals(new int[0], of(code).successors(1));
    assertArrayEquals(new int[0], of(code).successors(3));
  }

  @Test
  void instructionsInATryRange_mayGoToTheHandler() {
    var code =
        new MethodBuilder("()V")
            .insn(NOP)
            .label("start")
            .insn(NOP)
            .label("end")
            .insn(RETURN)
            .label("handler")
            .insn(POP, RETURN)
            .tryCatch("start", "end", "handler", "java/io/IOException");

    ControlFlow flow = of(code);

    assertArrayEquals(new int[0], flow.handlers(0));
    assertArrayEquals(new int[] {3}, flow.handlers(1));
    assertArrayEquals(new int[0], flow.handlers(2));
  }

  @Test
  void nestedTryRanges_giveTheInnermostHandlerFirst() {
    assertArrayEquals(new int[] {2, 4}, of(nestedTry()).handlers(0));
  }

  private static MethodBuilder nestedTry() {
    return new MethodBuilder("()V")
        .label("start")
        .insn(NOP)
        .label("end")
        .insn(RETURN)
        .label("inner")
        .insn(POP, RETURN)
        .label("outer")
        .insn(POP, RETURN)
        .tryCatch("start", "end", "inner", "java/io/IOException")
        .tryCatch("start", "end", "outer", null);
  }
}
