package dev.weft.weaver.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.IFNE;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.Reducibility;
import dev.weft.weaver.fixture.Woven;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

class ResumeEmitterTest {

  /** The body of a static method {@code m(Coroutine<?> c, String s, long n)}. */
  private static MethodNode bodyOf(String code) {
    return Woven.of(
            "class A { static boolean b() { return true; }"
                + "@Async static Coroutine<Object> m(Coroutine<?> c, String s, long n) {\n"
                + code
                + "} }")
        .body("A", "m");
  }

  @Test
  void restoredReferences_leaveTheFrame() {
    MethodNode body = bodyOf("Await.of(c); return Coroutine.of(s + n + c);");

    List<FieldInsnNode> taken =
        Instructions.find(
            body,
            FieldInsnNode.class,
            field -> field.getOpcode() == GETFIELD && field.desc.startsWith("L"));

    assertEquals(2, taken.size());
    assertEquals(1, Instructions.calls(body, "A$m$Async.clear0").size());
  }

  @Test
  void arguments_leaveTheFrameWhenTheBodyStarts() {
    MethodNode body = bodyOf("return Coroutine.of(s);");

    assertEquals(
        List.of(
            "PUTFIELD A$m$Async.v0 : Ldev/weft/Coroutine;",
            "PUTFIELD A$m$Async.v1 : Ljava/lang/String;"),
        Listing.of(
            new ArrayList<>(
                Instructions.find(
                    body, FieldInsnNode.class, field -> field.owner.equals("A$m$Async")))));
  }

  private static List<String> following(AbstractInsnNode insn, int count) {
    List<AbstractInsnNode> following = new ArrayList<>();
    AbstractInsnNode next = insn;
    for (int i = 0; i < count; i++) {
      next = Neighbours.nextReal(next);
      following.add(next);
    }
    return Listing.of(following);
  }

  @Test
  void headerOfALoopWithAnAwait_isTestedInFrontOfItsLine() {
    MethodNode body =
        bodyOf(
            """
            int i = 0;
            while (b()) {
              Await.of(c);
            }
            return Coroutine.of(s);
            """);

    AbstractInsnNode test = Neighbours.previousReal(line(body, 3));

    assertEquals(IFNE, test.getOpcode());
    assertTrue(isBackward(body, (JumpInsnNode) test), "the dispatch stands out of line");
  }

  @Test
  void headerOfALoopWithoutAnAwait_isNotTested() {
    MethodNode body =
        bodyOf(
            """
            Await.of(c);
            while (b()) {
              n++;
            }
            return Coroutine.of(s);
            """);

    List<JumpInsnNode> tests =
        Instructions.find(
            body, JumpInsnNode.class, jump -> jump.getOpcode() == IFNE && isBackward(body, jump));

    assertEquals(List.of(), tests);
  }

  private static boolean isBackward(MethodNode body, JumpInsnNode jump) {
    return body.instructions.indexOf(jump.label) < body.instructions.indexOf(jump);
  }

  private static LineNumberNode line(MethodNode body, int number) {
    return Instructions.find(body, LineNumberNode.class, line -> line.line == number).get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Await.of(c);",
        "while (b()) { Await.of(c); }",
        "while (b()) { Await.of(c); Await.of(c); while (b()) { Await.of(c); } Await.of(c); }",
        "for (;;) { if (b()) break; for (int i = 0; i < n; i++) { n += i; } Await.of(c); }",
        "do { Await.of(c); if (b()) continue; n++; } while (Await.of(c) == null);",
        "for (int i = 0; i < n; i++) { try { Await.of(c); } catch (Exception e) { n++; } }",
        "while (b()) { try { Await.of(c); } finally { Await.of(c); } }",
        "n = n + (b() ? 1 : 2) + s.length() + (Await.of(c) == null ? 1 : 0);"
      })
  void loops_areEnteredThroughTheirHeadersOnly(String code) {
    assertTrue(Reducibility.isReducible(bodyOf(code + "return Coroutine.of(s + n);")));
  }

  @Test
  void reducibilityCheck_seesALoopWithTwoEntries() {
    assertFalse(Reducibility.isReducible(Reducibility.loopWithTwoEntries()));
  }

  @Test
  void lineOfALoopHeader_isEnteredOncePerIteration() {
    MethodNode body =
        bodyOf(
            """
            while (b()) {
              Await.of(c);
            }
            return Coroutine.of(s);
            """);

    assertEquals(1, Instructions.find(body, LineNumberNode.class, line -> line.line == 2).size());
  }
}
