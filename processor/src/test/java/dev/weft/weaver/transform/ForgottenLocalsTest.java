package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LONG;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.TOP;

import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.TypeState;
import dev.weft.weaver.fixture.MethodBuilder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.FrameNode;

/** The await is at the label {@code await}. */
class ForgottenLocalsTest {

  /** The locals of the frames, when the await keeps some slots. */
  private static List<List<Object>> locals(MethodBuilder code, int... keptSlots) {
    forgotten(code, keptSlots).takeOutOfFrames();
    return Arrays.stream(code.method().instructions.toArray())
        .filter(FrameNode.class::isInstance)
        .map(frame -> ((FrameNode) frame).local)
        .toList();
  }

  private static ForgottenLocals forgotten(MethodBuilder code, int... keptSlots) {
    BitSet kept = new BitSet();
    for (int slot : keptSlots) {
      kept.set(slot);
    }
    return new ForgottenLocals(
        code.method(), new ControlFlow(code.method()), Map.of(code.at("await"), kept));
  }

  private static final List<Object> TWO_INTS = List.of(INTEGER, INTEGER);

  private static MethodBuilder untilAwait(String descriptor) {
    return new MethodBuilder(descriptor).insn(ACONST_NULL).label("await").await().insn(POP);
  }

  @Test
  void frameBehindTheAwait_namesWhatIsKept() {
    var code = untilAwait("(II)V").frame(TWO_INTS, List.of()).insn(RETURN);

    assertEquals(List.of(List.of(TOP, INTEGER)), locals(code, 1));
  }

  @Test
  void frameBeforeTheAwait_staysAsItIs() {
    var code =
        new MethodBuilder("(II)V")
            .frame(TWO_INTS, List.of())
            .insn(NOP, ACONST_NULL)
            .label("await")
            .await()
            .insn(POP, RETURN);

    assertEquals(List.of(TWO_INTS), locals(code));
  }

  @Test
  void local_isKnownAgainOnceItIsStored() {
    var code =
        untilAwait("(II)V").insn(ICONST_0).var(ISTORE, 0).frame(TWO_INTS, List.of()).insn(RETURN);

    assertEquals(List.of(List.of(INTEGER, TOP)), locals(code));
  }

  @Test
  void frameWhereTheAwaitIsOnOnePathOnly_namesWhatIsKept() {
    var code =
        new MethodBuilder("(II)V")
            .var(ILOAD, 1)
            .jump(IFEQ, "end")
            .insn(ACONST_NULL)
            .label("await")
            .await()
            .insn(POP)
            .label("end")
            .frame(TWO_INTS, List.of())
            .insn(RETURN);

    assertEquals(List.of(List.of(TOP, TOP)), locals(code));
  }

  @Test
  void headerOfALoopAroundTheAwait_namesWhatIsKept() {
    var code =
        new MethodBuilder("(II)V")
            .label("top")
            .frame(TWO_INTS, List.of())
            .insn(ACONST_NULL)
            .label("await")
            .await()
            .insn(POP)
            .jump(GOTO, "top");

    assertEquals(List.of(List.of(INTEGER, TOP)), locals(code, 0));
  }

  @Test
  void handlerOfTheAwait_namesWhatIsKept() {
    var code =
        new MethodBuilder("(II)V")
            .insn(ACONST_NULL)
            .label("await")
            .await()
            .label("end")
            .insn(POP, RETURN)
            .label("handler")
            .frame(TWO_INTS, List.of("java/lang/Throwable"))
            .insn(POP, RETURN)
            .tryCatch("await", "end", "handler", null);

    assertEquals(List.of(List.of(TOP, INTEGER)), locals(code, 1));
  }

  @Test
  void longAndWhatLiesBehindIt_areToldApart() {
    var code = untilAwait("(JI)V").frame(List.of(LONG, INTEGER), List.of()).insn(RETURN);

    assertEquals(List.of(List.of(TOP, TOP, INTEGER)), locals(code, 2));
  }

  @Test
  void longThatIsKept_staysOneEntry() {
    var code = untilAwait("(JI)V").frame(List.of(LONG, INTEGER), List.of()).insn(RETURN);

    assertEquals(List.of(List.of(LONG, TOP)), locals(code, 0));
  }

  /** No frame says so where no paths meet. */
  @Test
  void typesBehindTheAwait_lackWhatIsNotKept() {
    var code = untilAwait("(JI)V").label("behind").insn(RETURN);
    TypeState types = new TypeState(List.of(LONG, TOP, INTEGER), List.of());

    ForgottenLocals forgotten = forgotten(code, 2);

    assertEquals(types, forgotten.takeOutOf(types, code.at("await")));
    assertEquals(
        new TypeState(List.of(TOP, TOP, INTEGER), List.of()),
        forgotten.takeOutOf(types, code.at("behind")));
  }
}
