package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.DUP_X1;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.LCONST_1;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.TOP;

import dev.weft.weaver.analysis.Refusal;
import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.MethodBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.FrameNode;

/** Slot 0 holds what is awaited; temporaries begin behind the slots that the code uses. */
class UninitializedObjectsTest {

  private static final String AWAITABLE_TO_OBJECT = "(Ldev/weft/Awaitable;)Ljava/lang/Object;";
  private static final String AWAIT =
      "INVOKESTATIC dev/weft/Await.of (Ldev/weft/Awaitable;)Ljava/lang/Object;";

  private static MethodBuilder method() {
    MethodBuilder code = new MethodBuilder(AWAITABLE_TO_OBJECT);
    code.method().maxLocals = 10;
    return code;
  }

  private static List<String> move(MethodBuilder code) {
    UninitializedObjects.move("A", code.method(), Set.of(code.at("await")));
    return Listing.of(code.method().instructions);
  }

  @Test
  void objectAlreadyConstructedAtTheAwait_staysWhereItIs() {
    var code =
        method()
            .type(NEW, "A")
            .insn(DUP)
            .call(INVOKESPECIAL, "A", "<init>", "()V")
            .var(ALOAD, 0)
            .label("await")
            .await()
            .insn(POP, ARETURN);

    assertEquals(
        List.of("NEW A", "DUP", "INVOKESPECIAL A.<init> ()V", "ALOAD 0", AWAIT, "POP", "ARETURN"),
        move(code));
  }

  @Test
  void allocation_movesBehindTheAwaitButTheClassIsStillInitialisedBefore() {
    var code =
        method()
            .type(NEW, "A")
            .insn(DUP)
            .var(ALOAD, 0)
            .label("await")
            .await()
            .call(INVOKESPECIAL, "A", "<init>", "(Ljava/lang/Object;)V")
            .insn(ARETURN);

    assertEquals(
        List.of(
            "NEW A",
            "POP",
            "ALOAD 0",
            AWAIT,
            "ASTORE 10",
            "NEW A",
            "DUP",
            "ALOAD 10",
            "INVOKESPECIAL A.<init> (Ljava/lang/Object;)V",
            "ARETURN"),
        move(code));
  }

  @Test
  void arguments_areKeptInTheirOrderAndWidth() {
    var code =
        method()
            .type(NEW, "A")
            .insn(DUP)
            .insn(LCONST_1)
            .var(ALOAD, 0)
            .label("await")
            .await()
            .insn(ICONST_1)
            .call(INVOKESPECIAL, "A", "<init>", "(JLjava/lang/Object;I)V")
            .insn(ARETURN);

    assertEquals(
        List.of(
            "ISTORE 10",
            "ASTORE 11",
            "LSTORE 12",
            "NEW A",
            "DUP",
            "LLOAD 12",
            "ALOAD 11",
            "ILOAD 10"),
        move(code).subList(6, 14));
  }

  @Test
  void objectThatNobodyKeeps_isMadeWithoutACopy() {
    var code =
        method()
            .type(NEW, "A")
            .var(ALOAD, 0)
            .label("await")
            .await()
            .call(INVOKESPECIAL, "A", "<init>", "(Ljava/lang/Object;)V")
            .var(ALOAD, 0)
            .insn(ARETURN);

    assertEquals(List.of("ASTORE 10", "NEW A", "ALOAD 10"), move(code).subList(4, 7));
  }

  @Test
  void objectKeptInAVariable_isStoredThereOnceConstructed() {
    var code =
        method()
            .type(NEW, "A")
            .insn(DUP)
            .var(ASTORE, 1)
            .var(ALOAD, 0)
            .label("await")
            .await()
            .call(INVOKESPECIAL, "A", "<init>", "(Ljava/lang/Object;)V")
            .var(ALOAD, 1)
            .insn(ARETURN);

    assertEquals(
        List.of(
            "NEW A",
            "POP",
            "ALOAD 0",
            AWAIT,
            "ASTORE 10",
            "NEW A",
            "DUP",
            "ALOAD 10",
            "INVOKESPECIAL A.<init> (Ljava/lang/Object;)V",
            "ASTORE 1",
            "ALOAD 1",
            "ARETURN"),
        move(code));
  }

  @Test
  void nestedAllocations_bothMove() {
    var code =
        method()
            .type(NEW, "A")
            .insn(DUP)
            .type(NEW, "B")
            .insn(DUP)
            .var(ALOAD, 0)
            .label("await")
            .await()
            .call(INVOKESPECIAL, "B", "<init>", "(Ljava/lang/Object;)V")
            .call(INVOKESPECIAL, "A", "<init>", "(LB;)V")
            .insn(ARETURN);

    assertEquals(
        List.of(
            "NEW A",
            "POP",
            "NEW B",
            "POP",
            "ALOAD 0",
            AWAIT,
            "ASTORE 10",
            "NEW B",
            "DUP",
            "ALOAD 10",
            "INVOKESPECIAL B.<init> (Ljava/lang/Object;)V",
            "ASTORE 10",
            "NEW A",
            "DUP",
            "ALOAD 10",
            "INVOKESPECIAL A.<init> (LB;)V",
            "ARETURN"),
        move(code));
  }

  @Test
  void frames_forgetTheObject() {
    var code = method();
    Object uninitialised = code.labelNode("new");
    code.label("new")
        .type(NEW, "A")
        .insn(DUP)
        .var(ASTORE, 1)
        .var(ALOAD, 0)
        .jump(GOTO, "here")
        .label("here")
        .frame(
            List.of("dev/weft/Awaitable", uninitialised, TOP),
            List.of(uninitialised, "dev/weft/Awaitable"))
        .insn(NOP)
        .label("await")
        .await()
        .call(INVOKESPECIAL, "A", "<init>", "(Ljava/lang/Object;)V")
        .var(ALOAD, 1)
        .insn(ARETURN);
    FrameNode frame = (FrameNode) code.at("here").getPrevious();

    move(code);

    assertEquals(List.of("dev/weft/Awaitable", TOP, TOP), frame.local);
    assertEquals(List.of("dev/weft/Awaitable"), frame.stack);
  }

  @Test
  void otherAllocations_stay() {
    var code =
        method()
            .type(NEW, "A")
            .insn(DUP)
            .var(ALOAD, 0)
            .label("await")
            .await()
            .call(INVOKESPECIAL, "A", "<init>", "(Ljava/lang/Object;)V")
            .insn(POP)
            .type(NEW, "B")
            .insn(DUP)
            .call(INVOKESPECIAL, "B", "<init>", "()V")
            .type(CHECKCAST, "A")
            .insn(ARETURN);
    List<String> moved = move(code);

    assertEquals(
        List.of("NEW B", "DUP", "INVOKESPECIAL B.<init> ()V", "CHECKCAST A", "ARETURN"),
        moved.subList(moved.indexOf("NEW B"), moved.size()));
  }

  @Test
  void shuffledReference_isRefused() {
    var code =
        method()
            .type(NEW, "A")
            .var(ALOAD, 0)
            .line(7)
            .insn(DUP_X1)
            .label("await")
            .await()
            .insn(POP, ARETURN);

    Refusal refusal = assertThrows(Refusal.class, () -> move(code));

    assertEquals("AwaitInConstructorArguments", refusal.tag());
    assertEquals(7, refusal.line());
    assertEquals(
        "an await among the arguments of a constructor, in an instruction sequence that javac does"
            + " not produce. Await into a local variable first.",
        refusal.getMessage());
  }

  @Test
  void shuffleAboveTheReference_isAllowed() {
    var code =
        method()
            .type(NEW, "A")
            .insn(DUP, LCONST_1, DUP2, POP2)
            .insn(POP2)
            .var(ALOAD, 0)
            .label("await")
            .await()
            .call(INVOKESPECIAL, "A", "<init>", "(Ljava/lang/Object;)V")
            .insn(ARETURN);

    assertEquals(
        List.of("NEW A", "POP", "LCONST_1", "DUP2", "POP2", "POP2"), move(code).subList(0, 6));
  }
}
