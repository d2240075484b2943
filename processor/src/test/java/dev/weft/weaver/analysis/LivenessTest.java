package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.weft.weaver.fixture.MethodBuilder;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LivenessTest {

  private static Set<Integer> liveAt(String label, MethodBuilder code) {
    Liveness liveness = new Liveness(new ControlFlow(code.method()));
    return liveness.before(code.at(label)).stream().boxed().collect(Collectors.toSet());
  }

  @Test
  void variableReadLater_isLive() {
    var code = new MethodBuilder("(I)I").label("here").insn(NOP).var(ILOAD, 0).insn(IRETURN);

    assertEquals(Set.of(0), liveAt("here", code));
  }

  @Test
  void variableNeverReadAgain_isDead() {
    var code =
        new MethodBuilder("(I)V").var(ILOAD, 0).insn(POP).label("here").insn(NOP).insn(RETURN);

    assertEquals(Set.of(), liveAt("here", code));
  }

  @Test
  void variableOverwrittenBeforeItIsRead_isDead() {
    var code =
        new MethodBuilder("(I)I")
            .label("here")
            .insn(ICONST_0)
            .var(ISTORE, 0)
            .var(ILOAD, 0)
            .insn(IRETURN);

    assertEquals(Set.of(), liveAt("here", code));
  }

  @Test
  void variableReadOnOneOfTwoPaths_isLive() {
    var code =
        new MethodBuilder("(II)I")
            .label("here")
            .var(ILOAD, 0)
            .jump(IFEQ, "zero")
            .var(ILOAD, 1)
            .insn(IRETURN)
            .label("zero")
            .insn(ICONST_0, IRETURN);

    assertEquals(Set.of(0, 1), liveAt("here", code));
  }

  @Test
  void variableReadInTheNextIteration_isLive() {
    var code =
        new MethodBuilder("(II)V")
            .label("top")
            .var(ILOAD, 0)
            .jump(IFEQ, "end")
            .label("here")
            .insn(NOP)
            .jump(GOTO, "top")
            .label("end")
            .insn(RETURN);

    assertEquals(Set.of(0), liveAt("here", code));
  }

  @Test
  void increment_reads() {
    var code =
        new MethodBuilder("(I)V")
            .label("here")
            .iinc(0)
            .var(ILOAD, 0)
            .jump(IFNE, "here")
            .insn(RETURN);

    assertEquals(Set.of(0), liveAt("here", code));
  }

  @Test
  void variableReadInAHandler_isLiveThroughoutTheTryRange() {
    var code = storeInTry();

    assertEquals(Set.of(0), liveAt("start", code));
    assertEquals(Set.of(0), liveAt("inside", code));
  }

  @Test
  void variableReadInAHandlerOnly_isDeadBehindTheTryRange() {
    assertEquals(Set.of(), liveAt("end", storeInTry()));
  }

  private static MethodBuilder storeInTry() {
    return new MethodBuilder("(I)I")
        .label("start")
        .insn(ICONST_0)
        .label("inside")
        .var(ISTORE, 0) // the handler may still see the value from before
        .label("end")
        .insn(ICONST_0, IRETURN)
        .label("handler")
        .insn(POP)
        .var(ILOAD, 0)
        .insn(IRETURN)
        .tryCatch("start", "end", "handler", null);
  }
}
