package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LONG;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.NULL;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.TOP;

import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.MethodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;

/** The methods have five slots, so that moved variables are in slot 5. */
class ReceiverSlotTest {

  private static MethodBuilder method() {
    MethodBuilder code = new MethodBuilder("()V");
    code.method().access &= ~ACC_STATIC;
    code.method().maxLocals = 5;
    return code;
  }

  private static List<String> keep(MethodBuilder code) {
    ReceiverSlot.keep("A", code.method());
    return Listing.of(code.method().instructions);
  }

  private static List<Object> localsOfTheFrame(MethodBuilder code) {
    for (AbstractInsnNode insn : code.method().instructions) {
      if (insn instanceof FrameNode frame) {
        return frame.local;
      }
    }
    throw new AssertionError("no frame");
  }

  @Test
  void receiverThatStays_isLeftAlone() {
    assertEquals(
        List.of("ALOAD 0", "POP", "RETURN"), keep(method().var(ALOAD, 0).insn(POP, RETURN)));
  }

  @Test
  void otherValueInItsSlot_movesBehindAllOthers() {
    assertEquals(
        List.of("ALOAD 0", "ASTORE 5", "ALOAD 5", "POP", "ACONST_NULL", "ASTORE 5", "RETURN"),
        keep(method().var(ALOAD, 0).insn(POP, ACONST_NULL).var(ASTORE, 0).insn(RETURN)));
  }

  @Test
  void staticMethod_mayUseSlot0AsItLikes() {
    MethodBuilder code = method().insn(ACONST_NULL).var(ASTORE, 0).insn(RETURN);
    code.method().access |= ACC_STATIC;

    assertEquals(List.of("ACONST_NULL", "ASTORE 0", "RETURN"), keep(code));
  }

  @Test
  void frames_haveBothTheReceiverAndTheMovedVariable() {
    MethodBuilder code =
        method()
            .insn(ACONST_NULL)
            .var(ASTORE, 0)
            .label("top")
            .frame(List.of(NULL, "B"), List.of())
            .jump(GOTO, "top");

    keep(code);

    assertEquals(List.of("A", "B", TOP, TOP, TOP, NULL), localsOfTheFrame(code));
  }

  @Test
  void framesWithoutVariables_haveTheReceiver() {
    MethodBuilder code =
        method()
            .insn(ACONST_NULL)
            .var(ASTORE, 0)
            .label("top")
            .frame(List.of(), List.of())
            .jump(GOTO, "top");

    keep(code);

    assertEquals(List.of("A", TOP, TOP, TOP, TOP, TOP), localsOfTheFrame(code));
  }

  @Test
  void longInItsSlot_movesWithBothHalves() {
    MethodBuilder code =
        method()
            .insn(LCONST_0)
            .var(LSTORE, 0)
            .label("top")
            .frame(List.of(LONG, "B"), List.of())
            .var(ILOAD, 3)
            .jump(GOTO, "top");

    keep(code);

    assertEquals(List.of("A", TOP, "B", TOP, TOP, LONG), localsOfTheFrame(code));
    assertEquals(7, code.method().maxLocals);
  }
}
