package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadLocalAcrossAwaitTest extends CheckTest {

  @Test
  void setAwaitGet_isWarnedOf() {
    assertEquals(
        List.of(
            "6:13: warning: [ThreadLocalAcrossAwait] a ThreadLocal is set before an await and read"
                + " after it: all tasks of the loop share its thread, and another may have set it"
                + " meanwhile. Use dev.weft.ContextVar, which each task has for itself, or a local"
                + " variable."),
        findings(
            "@Async Coroutine<Void> m(ThreadLocal<Void> user, Coroutine<Void> c) {",
            "  user.set(null);",
            "  Await.of(c);",
            "  c(user.get());",
            "  return Coroutine.done();",
            "}",
            "void c(Void v) {}"));
  }

  @Test
  void otherOrders_areFine() {
    assertNoFindings(
        "@Async Coroutine<Void> m(ThreadLocal<Void> user, ThreadLocal<Void> b, Coroutine<Void> c) {",
        "  Await.of(c);",
        "  user.set(null);",
        "  user.get();",
        "  Await.of(c);",
        "  user.set(null);",
        "  user.get();",
        "  b.get();",
        "  return Coroutine.done();",
        "}");
  }
}
