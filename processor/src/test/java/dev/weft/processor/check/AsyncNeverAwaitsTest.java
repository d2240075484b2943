package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncNeverAwaitsTest extends CheckTest {

  @Test
  void computation_isWarnedOf() {
    assertEquals(
        List.of(
            "3:34: warning: [AsyncNeverAwaits] @Async method 'm' never awaits and only computes a"
                + " value: it need not be async. Make it a plain method that returns the value, or"
                + " await in it."),
        findings(
            "@Async static Coroutine<Integer> m(int x) {",
            "  Runnable r = () -> System.gc();",
            "  for (int i = 0; i < 9; i++) x = x + i;",
            "  if (x > 0) return Coroutine.of(1);",
            "  return x < 0 ? Coroutine.of(2) : Coroutine.of(3);",
            "}"));
  }

  @Test
  void methodsThatAwaitActOrMayBeOverridden_areFine() {
    assertNoFindings(
        "@Async private Coroutine<Integer> awaits(Coroutine<Integer> c) {",
        "  return Coroutine.of(Await.of(c)); }",
        "@Async private Coroutine<Integer> awaitsAtReturn(Coroutine<Integer> c) { return c; }",
        "@Async static Coroutine<Integer> sometimes(int x) {",
        "  return switch (x) { case 1 -> Coroutine.of(1); default -> sometimes(1); }; }",
        "@Async static Coroutine<Void> job() { System.gc(); return Coroutine.done(); }",
        "int field;",
        "@Async private Coroutine<Integer> sets() { field = 1; return Coroutine.of(2); }",
        "@Async private Coroutine<Integer> fails() { throw null; }",
        "@Async static AsyncGenerator<Integer> yields() {",
        "  try { Yield.of(1); return AsyncGenerator.end(); } finally { } }",
        "@Async Coroutine<Integer> overridable() { return Coroutine.of(1); }");
  }
}
