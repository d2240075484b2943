package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.weft.weaver.fixture.MethodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;

class LoopsTest {

  private static List<AbstractInsnNode> headersAround(String label, MethodBuilder code) {
    return new Loops(new ControlFlow(code.method())).headersAround(code.at(label));
  }

  @Test
  void codeBeforeAndBehindALoop_isInNone() {
    var code = nestedLoops();

    assertEquals(List.of(), headersAround("before", code));
    assertEquals(List.of(), headersAround("behind", code));
  }

  @Test
  void header_isPartOfItsLoop() {
    var code = nestedLoops();

    assertEquals(List.of(code.at("outer")), headersAround("outer", code));
  }

  @Test
  void nestedLoops_comeOutermostFirst() {
    var code = nestedLoops();

    assertEquals(List.of(code.at("outer"), code.at("inner")), headersAround("body", code));
  }

  private static MethodBuilder nestedLoops() {
    return new MethodBuilder("(II)V")
        .label("before")
        .insn(NOP)
        .label("outer")
        .var(ILOAD, 0)
        .jump(IFEQ, "behind")
        .label("inner")
        .var(ILOAD, 1)
        .jump(IFEQ, "outer")
        .label("body")
        .insn(NOP)
        .jump(GOTO, "inner")
        .label("behind")
        .insn(RETURN);
  }

  @Test
  void twoJumpsBackToOneHeader_areOneLoop() {
    var code =
        new MethodBuilder("(II)V")
            .label("top")
            .var(ILOAD, 0)
            .jump(IFEQ, "top")
            .label("body")
            .var(ILOAD, 1)
            .jump(IFNE, "top")
            .insn(RETURN);

    assertEquals(List.of(code.at("top")), headersAround("body", code));
  }

  @Test
  void branchThatLeavesTheMethod_isNotInTheLoop() {
    var code =
        new MethodBuilder("(I)V")
            .label("top")
            .var(ILOAD, 0)
            .jump(IFEQ, "top")
            .label("behind")
            .insn(RETURN);

    assertEquals(List.of(), headersAround("behind", code));
  }

  @Test
  void retryFromAHandler_isALoop() {
    var code =
        new MethodBuilder("()V")
            .label("top")
            .insn(NOP)
            .label("end")
            .insn(RETURN)
            .label("handler")
            .insn(POP)
            .jump(GOTO, "top")
            .tryCatch("top", "end", "handler", null);

    assertEquals(List.of(code.at("top")), headersAround("handler", code));
  }

  @Test
  void handlerThatCoversItself_isAHeader() {
    var code =
        new MethodBuilder("()V")
            .label("start")
            .insn(NOP)
            .label("middle")
            .insn(RETURN)
            .label("handler")
            .insn(POP)
            .label("end")
            .insn(RETURN)
            .tryCatch("start", "middle", "handler", null)
            .tryCatch("handler", "end", "handler", null);

    assertEquals(List.of(code.at("handler")), headersAround("handler", code));
  }

  @Test
  void loopWithTwoEntries_hasNoHeader() {
    var code =
        new MethodBuilder("(I)V")
            .var(ILOAD, 0)
            .jump(IFEQ, "second")
            .label("first")
            .insn(NOP)
            .label("second")
            .var(ILOAD, 0)
            .jump(IFNE, "first")
            .insn(RETURN);

    assertEquals(List.of(), headersAround("second", code));
  }
}
