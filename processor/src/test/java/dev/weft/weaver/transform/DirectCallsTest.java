package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

class DirectCallsTest {

  private static final String AWAIT_OF_F =
      " @Async Coroutine<String> m() { return Coroutine.of(Await.of(f())); }";

  /** The methods that the awaits of {@code m} call directly; "-" for those that call none. */
  private static List<String> targets(String members) {
    return targets(Planned.plan(members));
  }

  private static List<String> targets(MethodPlan plan) {
    return plan.suspensions().stream()
        .map(await -> await.target().map(target -> target.method().name).orElse("-"))
        .toList();
  }

  private static List<String> targetsOfAwaitOfF(String declaration) {
    return targets(declaration + " { return Coroutine.of(\"x\"); }" + AWAIT_OF_F);
  }

  @Test
  void staticMethod_isCalledDirectly() {
    assertEquals(List.of("f"), targetsOfAwaitOfF("@Async static Coroutine<String> f()"));
  }

  @Test
  void privateOrFinalMethod_isCalledDirectly() {
    assertEquals(List.of("f"), targetsOfAwaitOfF("@Async private Coroutine<String> f()"));
    assertEquals(List.of("f"), targetsOfAwaitOfF("@Async final Coroutine<String> f()"));
  }

  @Test
  void methodThatCanBeOverridden_isNot() {
    assertEquals(List.of("-"), targetsOfAwaitOfF("@Async Coroutine<String> f()"));
  }

  @Test
  void methodThatIsNotAsync_isNot() {
    assertEquals(List.of("-"), targetsOfAwaitOfF("static Coroutine<String> f()"));
  }

  @Test
  void hotMethod_isNot() {
    assertEquals(
        List.of("-"),
        targets("@Async static CompletionStage<String> f() { return null; }" + AWAIT_OF_F));
  }

  @Test
  void coroutineFromAVariable_isNot() {
    assertEquals(
        List.of("-"),
        targets(
            """
            @Async static Coroutine<String> f() { return Coroutine.of("x"); }
            @Async Coroutine<String> m() {
              Coroutine<String> c = f();
              return Coroutine.of(Await.of(c));
            }
            """));
  }

  @Test
  void oneOfTwoCoroutines_isNot() {
    assertEquals(
        List.of("-"),
        targets(
            """
            @Async static Coroutine<String> f() { return Coroutine.of("x"); }
            @Async Coroutine<String> m(boolean b) {
              return Coroutine.of(Await.of(b ? f() : f()));
            }
            """));
  }

  @Test
  void callOfItself_isDirect() {
    assertEquals(
        List.of("m"),
        targets(
            """
            @Async static Coroutine<String> m() { return Coroutine.of(Await.of(m())); }
            """));
  }

  @Test
  void callWhoseExceptionTheAwaitNames_isDirect() {
    assertEquals(
        List.of("f"),
        targets(
            """
            @Async static Coroutine<String> f() { return Coroutine.of("x"); }
            @Async Coroutine<String> m() throws Exception {
              return Coroutine.of(Await.of(f(), Exception.class));
            }
            """));
  }

  @Test
  void methodThatFindsItsArgumentsInItsFrame_isNot() {
    String parameters =
        "long p"
            + String.join(", long p", IntStream.range(0, 127).mapToObj(String::valueOf).toList());
    String arguments = String.join(", ", Collections.nCopies(127, "1L"));

    assertEquals(
        List.of("-"),
        targets(
            "@Async static Coroutine<String> f("
                + parameters
                + ") { return Coroutine.of(null); }"
                + "@Async static Coroutine<String> m() {"
                + " return Coroutine.of(Await.of(f("
                + arguments
                + "))); }"));
  }

  /** What the body throws is thrown by the await; a handler of the call alone must not see it. */
  @Test
  void callInAnotherTryThanItsAwait_isNot() {
    ClassNode node =
        JavaText.classNode(
            "A",
            """
            class A {
              @Async static Coroutine<String> f() { return Coroutine.of("x"); }
              @Async static Coroutine<String> m() {
                try {
                  return Coroutine.of(Await.of(f()));
                } catch (IllegalStateException e) {
                  return Coroutine.of("caught");
                }
              }
            }
            """);
    MethodNode method = JavaText.method(node, "m");
    LabelNode behindTheCall = new LabelNode();
    method.instructions.insert(Instructions.calls(method, "A.f").get(0), behindTheCall);
    method.tryCatchBlocks.get(0).end = behindTheCall;

    assertEquals(List.of("-"), targets(Planned.plan(node, "m")));
  }
}
