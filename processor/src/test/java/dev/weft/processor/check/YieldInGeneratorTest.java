package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class YieldInGeneratorTest extends CheckTest {

  private static final String OUTSIDE =
      "error: [YieldOutsideGenerator] yield outside an async generator: only an @Async method that"
          + " returns AsyncGenerator<T> can produce values one by one. ";
  private static final String CHANGE = "Change the return type, or collect the values.";

  @Test
  void yieldInCoroutine_isRefused() {
    assertEquals(
        List.of("3:38: " + OUTSIDE + CHANGE),
        findings("@Async Coroutine<Void> m() { Yield.of(1); return Coroutine.done(); }"));
  }

  @Test
  void yieldInLambdaInsideGenerator_isRefused() {
    assertEquals(
        List.of("4:32: " + OUTSIDE + "Yield in a loop of such a method, instead of a lambda."),
        findings(
            "@Async AsyncGenerator<Integer> m() {",
            "  Runnable r = () -> { Yield.of(1); };",
            "  return AsyncGenerator.end();",
            "}"));
  }

  @Test
  void generatorWithoutAsync_isToldToBeMarked() {
    assertEquals(
        List.of("3:39: " + OUTSIDE + "Mark this one @Async.", "4:20: " + OUTSIDE + CHANGE),
        findings(
            "AsyncGenerator<Integer> m() { Yield.of(1); return AsyncGenerator.end(); }",
            "void n() { Yield.of(1); }"));
  }

  @Test
  void methodOfAWrongType_isToldOfGenerators_andOfNothingElse() {
    String fact = "error: [AsyncReturnType] an @Async method returns ";
    String reason =
        ": the caller gets the result later, so the type must hold a result that is still to come."
            + " Return AsyncGenerator<java.lang.Integer>, as it yields.";
    assertEquals(
        List.of(
            "3:16: " + fact + "java.lang.Iterable<java.lang.Integer>" + reason,
            "4:15: " + fact + "void" + reason),
        findings(
            "@Async Iterable<Integer> m() { Yield.of(1); return null; }",
            "@Async static void n() { Yield.of(1); }"));
  }

  @Test
  void valueOfAnotherType_isRefused() {
    assertEquals(
        List.of(
            "3:46: error: [YieldType] int is yielded by a generator of java.lang.String: its"
                + " consumer would fail on it. Yield a value of that type, or change the return"
                + " type to AsyncGenerator<java.lang.Integer>."),
        findings(
            "@Async AsyncGenerator<String> m() { Yield.of(1); return AsyncGenerator.end(); }"));
  }

  @Test
  void valueOfTheType_isFine() {
    assertNoFindings(
        "@Async <T extends Number> AsyncGenerator<Number> m(T t) {",
        "  Yield.of(1);",
        "  Yield.of(2.0);",
        "  Yield.of(t);",
        "  Yield.of(null);",
        "  return AsyncGenerator.end();",
        "}");
  }
}
