package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class YieldInGeneratorTest extends CheckTest {

  private static final String OUTSIDE =
      "error: [YieldOutsideGenerator] yield outside an async generator: only an @Async method that"
          + " returns AsyncGenerator<T> can produce values one by one. Change the return type, or"
          + " collect the values.";

  @Test
  void yieldInCoroutine_isRefused() {
    assertEquals(
        List.of("3:38: " + OUTSIDE),
        findings("@Async Coroutine<Void> m() { Yield.of(1); return Coroutine.done(); }"));
  }

  @Test
  void yieldInLambdaInsideGenerator_isRefused() {
    assertEquals(
        List.of("4:32: " + OUTSIDE),
        findings(
            "@Async AsyncGenerator<Integer> m() {",
            "  Runnable r = () -> { Yield.of(1); };",
            "  return AsyncGenerator.end();",
            "}"));
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
