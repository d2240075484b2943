package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP_X1;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.LCONST_1;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.NULL;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.SWAP;
import static org.objectweb.asm.Opcodes.TOP;

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
            "ACONST_NULL",
            "DUP",
            "ALOAD 0",
            AWAIT,
            "ASTORE 11",
            "POP",
            "POP",
            "NEW A",
            "ASTORE 10",
            "ALOAD 10",
            "ALOAD 11",
            "INVOKESPECIAL A.<init> (Ljava/lang/Object;)V",
            "ALOAD 10",
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
            "ISTORE 14",
            "ASTORE 13",
            "LSTORE 11",
            "POP",
            "POP",
            "NEW A",
            "ASTORE 10",
            "ALOAD 10",
            "LLOAD 11",
            "ALOAD 13",
            "ILOAD 14"),
        move(code).subList(8, 19));
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

    assertEquals(
        List.of(
            "ASTORE 11",
            "POP",
            "NEW A",
            "ASTORE 10",
            "ALOAD 10",
            "ALOAD 11",
            "INVOKESPECIAL A.<init> (Ljava/lang/Object;)V",
            "ALOAD 0",
            "ARETURN"),
        move(code).subList(5, 14));
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
            "ALOAD 10",
            "ALOAD 11",
            "INVOKESPECIAL A.<init> (Ljava/lang/Object;)V",
            "ALOAD 10",
            "ASTORE 1",
            "ALOAD 1",
            "ARETURN"),
        move(code).subList(11, 18));
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
            "NEW B",
            "ASTORE 10",
            "ALOAD 10",
            "ALOAD 11",
            "INVOKESPECIAL B.<init> (Ljava/lang/Object;)V",
            "ALOAD 10",
            "ASTORE 11",
            "POP",
            "POP",
            "NEW A",
            "ASTORE 10",
            "ALOAD 10",
            "ALOAD 11",
            "INVOKESPECIAL A.<init> (LB;)V",
            "ALOAD 10",
            "ARETURN"),
        move(code).subList(13, 29));
  }

  @Test
  void frames_haveNullInItsPlace() {
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

    assertEquals(List.of("dev/weft/Awaitable", NULL, TOP), frame.local);
    assertEquals(List.of(NULL, "dev/weft/Awaitable"), frame.stack);
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

  /** Groovy's compiler copies the reference under the argument. */
  @Test
  void referenceBelowOtherValues_comesBackThere() {
    var code =
        method()
            .type(NEW, "A")
            .var(ALOAD, 0)
            .label("await")
            .await()
            .insn(SWAP, DUP_X1, SWAP)
            .call(INVOKESPECIAL, "A", "<init>", "(Ljava/lang/Object;)V")
            .insn(ARETURN);

    List<String> moved = move(code);

    assertEquals(
        List.of(
            "ASTORE 11",
            "POP",
            "POP",
            "NEW A",
            "ASTORE 10",
            "ALOAD 10",
            "ALOAD 11",
            "INVOKESPECIAL A.<init> (Ljava/lang/Object;)V",
            "ALOAD 10",
            "ARETURN"),
        moved.subList(moved.size() - 10, moved.size()));
  }

  @Test
  void valuesBetweenTheReferences_comeBackBetweenThem() {
    var code =
        method()
            .type(NEW, "A")
            .insn(DUP, ICONST_1, SWAP)
            .var(ALOAD, 0)
            .label("await")
            .await()
            .call(INVOKESPECIAL, "A", "<init>", "(Ljava/lang/Object;)V")
            .insn(POP, ARETURN);

    List<String> moved = move(code);

    assertEquals(
        List.of(
            "ASTORE 12",
            "POP",
            "ISTORE 11",
            "POP",
            "NEW A",
            "ASTORE 10",
            "ALOAD 10",
            "ALOAD 12",
            "INVOKESPECIAL A.<init> (Ljava/lang/Object;)V",
            "ALOAD 10",
            "ILOAD 11",
            "POP",
            "ARETURN"),
        moved.subList(moved.size() - 13, moved.size()));
  }
}
