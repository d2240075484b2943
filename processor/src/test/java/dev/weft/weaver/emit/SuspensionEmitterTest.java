package dev.weft.weaver.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Woven;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class SuspensionEmitterTest {

  private static final String AWAIT = "dev/weft/linkage/Awaits.await";
  private static final String COUNT =
      "@Async static Coroutine<Integer> f() { return Coroutine.of(1); }";
  private static final String RESULT = "dev/weft/linkage/Driver.result";

  /** The body of {@code m} among these members of a class {@code A}. */
  private static MethodNode bodyOfM(String members) {
    return Woven.of("class A {" + members + "}").body("A", "m");
  }

  @Test
  void await_becomesACallOfTheLinkage() {
    MethodNode body =
        bodyOfM(
            """
            @Async static Coroutine<Object> m(Coroutine<?> c, CompletionStage<?> s) {
              Await.of(c);
              return Coroutine.of(Await.of(s));
            }
            """);

    assertEquals(List.of(), Instructions.calls(body, "dev/weft/Await.of"));
    assertEquals(
        List.of(
            "(Ldev/weft/Awaitable;Ldev/weft/linkage/Driver;I)Ljava/lang/Object;",
            "(Ljava/util/concurrent/CompletionStage;Ldev/weft/linkage/Driver;I)Ljava/lang/Object;"),
        Instructions.calls(body, AWAIT).stream().map(call -> call.desc).toList());
  }

  @Test
  void awaitOutsideATry_takesItsResultBeforeItReturnsToTheUsersCode() {
    MethodNode body =
        bodyOfM("@Async static Coroutine<Object> m(Coroutine<?> c) {\nAwait.of(c); return null; }");

    assertEquals(List.of(true), areInFrontOfTheFirstLine(body, RESULT));
  }

  @Test
  void awaitInsideATry_takesItsResultThere() {
    MethodNode body =
        bodyOfM(
            """
            @Async static Coroutine<Object> m(Coroutine<?> c) {
              try { Await.of(c); } catch (IllegalStateException e) { }
              return Coroutine.of(null);
            }
            """);

    AbstractInsnNode result = Instructions.calls(body, RESULT).get(0);
    AbstractInsnNode await = Instructions.calls(body, AWAIT).get(0);
    assertEquals(List.of(false), areInFrontOfTheFirstLine(body, RESULT));
    assertEquals(List.of("java/lang/IllegalStateException"), Instructions.caughtAt(body, result));
    assertEquals(List.of("java/lang/IllegalStateException"), Instructions.caughtAt(body, await));
  }

  private static List<Boolean> areInFrontOfTheFirstLine(MethodNode body, String call) {
    int firstLine = body.instructions.indexOf(Instructions.lines(body).get(0));
    return Instructions.calls(body, call).stream()
        .map(insn -> body.instructions.indexOf(insn) < firstLine)
        .toList();
  }

  @Test
  void returnedCoroutine_isAwaitedOutsideTheTryThatReturnsIt() {
    ClassNode node =
        JavaText.classNode(
            "A",
            """
            class A {
              static Coroutine<Object> f() { return null; }
              @Async static Coroutine<Object> m() {
                try { return f(); } catch (IllegalStateException e) { return Coroutine.of(e); }
              }
            }
            """);
    coverReturn(JavaText.method(node, "m"));

    MethodNode body = Woven.of(Map.of("A", JavaText.write(node))).body("A", "m");

    AbstractInsnNode call = Instructions.calls(body, "A.f").get(0);
    AbstractInsnNode await = Instructions.calls(body, AWAIT).get(0);
    assertEquals(List.of("java/lang/IllegalStateException"), Instructions.caughtAt(body, call));
    assertEquals(List.of(), Instructions.caughtAt(body, await));
  }

  /** Makes the try range end behind the return; javac's ends in front of it. */
  private static void coverReturn(MethodNode method) {
    AbstractInsnNode call = Instructions.calls(method, "A.f").get(0);
    LabelNode end = new LabelNode();
    method.instructions.insert(Neighbours.nextReal(call), end);
    method.tryCatchBlocks.get(0).end = end;
  }

  @Test
  void directCall_runsTheBodyWithoutACoroutine() {
    MethodNode body =
        bodyOfM(
            """
            @Async static Coroutine<String> f(int i) { return Coroutine.of("x"); }
            @Async static Coroutine<String> m() { return Coroutine.of(Await.of(f(7))); }
            """);

    assertEquals(List.of(), Instructions.calls(body, AWAIT));
    assertEquals(
        List.of("(ILdev/weft/linkage/Driver;ILA$f$Async;)Ljava/lang/Object;"),
        Instructions.calls(body, "A.f").stream().map(call -> call.desc).toList());
  }

  @Test
  void primitiveResult_isNotBoxedForCodeThatUnboxesIt() {
    MethodNode body =
        bodyOfM(
            COUNT
                + "@Async static Coroutine<Object> m() {"
                + " int i = Await.of(f()); return Coroutine.of(\"\" + i); }");

    assertEquals(List.of(), Instructions.calls(body, "java/lang/Integer.valueOf"));
  }

  @Test
  void primitiveResult_isBoxedForCodeThatWantsAnObject() {
    MethodNode body =
        bodyOfM(
            COUNT
                + "@Async static Coroutine<Object> m() {"
                + " Object i = Await.of(f()); return Coroutine.of(i); }");

    List<MethodInsnNode> boxing = Instructions.calls(body, "java/lang/Integer.valueOf");
    assertEquals(1, boxing.size());
  }

  @Test
  void yield_handsItsValueToTheDriver() {
    MethodNode body =
        bodyOfM(
            """
            @Async static AsyncGenerator<String> m(String s) {
              Yield.of(s);
              return AsyncGenerator.end();
            }
            """);

    assertEquals(List.of(), Instructions.calls(body, "dev/weft/Yield.of"));
    assertEquals(1, Instructions.calls(body, "dev/weft/linkage/Driver.yield").size());
  }
}
