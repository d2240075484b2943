package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.NULL;

import dev.weft.weaver.analysis.Refusal;
import dev.weft.weaver.fixture.JavaText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class MethodPlannerTest {

  /** The plan of a static method {@code m(Coroutine<String> c, int i, String s)}. */
  private static MethodPlan planBody(String body) {
    return Planned.plan(
        "static void use(Object... o) {} static boolean b; static Coroutine<String> f;"
            + "@Async static Coroutine<Object> m(Coroutine<String> c, int i, String s) {"
            + body
            + "}");
  }

  private static Refusal refusalOf(String members) {
    return assertThrows(Refusal.class, () -> Planned.plan(members));
  }

  private static List<Integer> states(MethodPlan plan) {
    return plan.suspensions().stream().map(Suspension::state).toList();
  }

  private static List<Integer> keptSlots(MethodPlan plan) {
    return plan.suspensions().get(0).shape().locals().stream().map(Local::slot).toList();
  }

  @Test
  void awaitsOutsideATry_haveNegativeStates() {
    assertEquals(
        List.of(-1, -2), states(planBody("Await.of(c); Await.of(c); return Coroutine.of(s);")));
  }

  @Test
  void awaitsInsideATry_havePositiveStates() {
    MethodPlan plan =
        planBody(
            """
            Await.of(c);
            try { Await.of(c); Await.of(c); } catch (Exception e) { Await.of(c); }
            return Coroutine.of(s);
            """);

    assertEquals(List.of(-1, 1, 2, -2), states(plan));
  }

  @Test
  void returnOfACoroutine_isASuspensionThatKeepsNothing() {
    Suspension suspension = planBody("return Coroutine.class.cast(c);").suspensions().get(0);

    assertTrue(suspension.isReturn());
    assertEquals(Shape.EMPTY, suspension.shape());
  }

  @Test
  void returnOfACoroutineInATry_isNotGuarded() {
    MethodPlan plan =
        planBody("try { return (Coroutine) c; } catch (Exception e) { return Coroutine.of(s); }");

    assertEquals(List.of(-1), states(plan));
  }

  @Test
  void methodWithoutAwaits_hasNoSuspensions() {
    assertEquals(List.of(), planBody("return Coroutine.of(s);").suspensions());
  }

  @Test
  void suspension_knowsItsLine() {
    assertEquals(
        3, planBody("\n\nAwait.of(c); return Coroutine.of(s);").suspensions().get(0).line());
  }

  @Test
  void variablesReadLater_areKept() {
    assertEquals(List.of(1, 2), keptSlots(planBody("Await.of(c); return Coroutine.of(i + s);")));
  }

  @Test
  void variablesNeverReadAgain_areNotKept() {
    assertEquals(
        List.of(), keptSlots(planBody("use(i, s); Await.of(c); return Coroutine.of(null);")));
  }

  @Test
  void receiver_isNotKeptAsALocal() {
    MethodPlan plan =
        Planned.plan(
            """
            String f;
            @Async Coroutine<String> m(Coroutine<?> c) { Await.of(c); return Coroutine.of(f); }
            """);

    assertEquals(List.of(), keptSlots(plan));
  }

  @Test
  void variableThatIsNull_needsNoField() {
    MethodPlan plan = planBody("Object n = null; Await.of(c); return Coroutine.of(n);");

    assertEquals(List.of(new Local(3, NULL)), plan.suspensions().get(0).shape().locals());
    assertEquals(plan.parameters().size(), plan.layout().fields().size());
  }

  @Test
  void operandsBelowTheAwait_areKept() {
    Suspension suspension =
        planBody("use(i + i, Await.of(c)); return Coroutine.of(s);").suspensions().get(0);

    assertEquals(
        List.of("[Ljava/lang/Object;", "[Ljava/lang/Object;", INTEGER), suspension.shape().stack());
  }

  @Test
  void awaitInNestedLoops_isReachedThroughBothHeaders() {
    MethodPlan plan =
        planBody("while (b) { while (i > 0) { Await.of(c); i--; } } return Coroutine.of(s);");

    assertEquals(2, plan.suspensions().get(0).headers().size());
    assertEquals(2, plan.headerStates().size());
  }

  @Test
  void loopWithoutAnAwait_isNotPassed() {
    MethodPlan plan =
        planBody("while (i > 0) { i--; } Await.of(c); while (b) {} return Coroutine.of(s);");

    assertEquals(List.of(), plan.suspensions().get(0).headers());
    assertEquals(0, plan.headerStates().size());
  }

  @Test
  void returnInsideALoop_isReachedDirectly() {
    MethodPlan plan = planBody("while (true) { if (b) return (Coroutine) c; use(i); }");

    assertEquals(List.of(), plan.suspensions().get(0).headers());
  }

  @Test
  void awaitsThatKeepTheSame_shareTheirShape() {
    MethodPlan plan = planBody("Await.of(f); Await.of(f); return Coroutine.of(s + i);");

    assertEquals(2, plan.suspensions().size());
    assertEquals(1, plan.nesting().shapes().size());
  }

  @Test
  void parameters_haveTheFirstFields() {
    MethodPlan plan = planBody("return Coroutine.of(s);");

    assertEquals(
        List.of("Ldev/weft/Coroutine;", "I", "Ljava/lang/String;"),
        plan.parameters().stream().map(p -> plan.layout().fieldOf(p).descriptor()).toList());
    assertEquals(
        plan.layout().fields(), plan.parameters().stream().map(plan.layout()::fieldOf).toList());
  }

  @Test
  void awaitInASynchronizedBlock_isRefused() {
    Refusal refusal =
        refusalOf(
            """
            @Async Coroutine<Void> m(Coroutine<?> c) {
              synchronized (c) {
                Await.of(c);
              }
              return Coroutine.done();
            }
            """);

    assertEquals("AsyncInSynchronized", refusal.tag());
    assertEquals(3, refusal.line());
    assertEquals(
        "await inside a synchronized block: a monitor belongs to a thread, a task does not. Use"
            + " dev.weft.sync.AsyncLock, or move the await out.",
        refusal.getMessage());
  }

  @Test
  void awaitInASynchronizedMethod_isRefused() {
    Refusal refusal =
        refusalOf(
            """
            @Async synchronized Coroutine<Void> m(Coroutine<?> c) {
              Await.of(c);
              return Coroutine.done();
            }
            """);

    assertEquals("AsyncInSynchronized", refusal.tag());
    assertEquals(
        "a synchronized async method: a monitor belongs to a thread, a task does not. Use"
            + " dev.weft.sync.AsyncLock, or move the await out.",
        refusal.getMessage());
  }

  @Test
  void awaitBehindASynchronizedBlock_isAllowed() {
    MethodPlan plan = planBody("synchronized (s) { i++; } Await.of(c); return Coroutine.of(i);");

    assertEquals(List.of(-1), states(plan));
  }

  @Test
  void yieldInACoroutine_isRefused() {
    Refusal refusal =
        refusalOf("@Async Coroutine<Void> m() {\nYield.of(1); return Coroutine.done(); }");

    assertEquals("YieldOutsideGenerator", refusal.tag());
    assertEquals(2, refusal.line());
  }

  @Test
  void yieldsOfAGenerator_areSuspensions() {
    MethodPlan plan =
        Planned.plan(
            """
            @Async AsyncGenerator<Integer> m(Coroutine<?> c) {
              Yield.of(1);
              Await.of(c);
              return AsyncGenerator.end();
            }
            """);

    assertEquals(
        List.of(true, false), plan.suspensions().stream().map(Suspension::isYield).toList());
  }

  private static MethodPlan planAsync(MethodNode method) {
    method.invisibleAnnotations = List.of(new AnnotationNode("Ldev/weft/annotations/Async;"));
    ClassNode node = JavaText.classNode("A", "class A {}");
    node.methods.add(method);
    return Planned.plan(node, "m");
  }

  @Test
  void variablesReadBehindAllocationsThatMoved_areKept() {
    String allocations = "use(new String(Await.of(c)));".repeat(5);

    MethodPlan plan = planBody(allocations + "Await.of(f); return Coroutine.of(s);");

    Shape last = plan.suspensions().get(5).shape();
    assertEquals(List.of(new Local(2, "java/lang/String")), last.locals());
  }
}
