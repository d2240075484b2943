package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NullReturnedTest extends CheckTest {

  private static final String WRAP =
      "Coroutine.done() where there is no value, and wrap a null that is one: Coroutine.of((T)"
          + " null).";

  private static String warning(String position, String remedy) {
    return position
        + ": warning: [NullReturned] null is returned in async code, where an async value must be:"
        + " whoever awaits the result gets an exception. Return "
        + remedy;
  }

  @Test
  void nullInAsyncCode_isWarnedOf() {
    assertEquals(
        List.of(
            warning("5:10", WRAP),
            warning("8:33", "CompletableFuture.completedFuture(null)."),
            warning("10:58", WRAP),
            warning("11:58", "AsyncGenerator.end().")),
        findings(
            "@Async Coroutine<Void> m(Coroutine<Void> c) {",
            "  Await.of(c);",
            "  return null;",
            "}",
            "@Async CompletableFuture<Void> f(CompletableFuture<Void> c) {",
            "  return Await.of(c) == null ? (null) : c;",
            "}",
            "AsyncCallable<Void, RuntimeException> a = () -> { return null; };",
            "@Async AsyncGenerator<String> g() { Yield.of(\"\"); return null; }"));
  }

  @Test
  void nullOfALambdaOrSwitch_isWarnedOf() {
    assertEquals(
        List.of(warning("3:55", WRAP), warning("6:20", WRAP), warning("8:70", WRAP)),
        findings(
            "AsyncCallable<Void, RuntimeException> a = () ->       null;",
            "@Async Coroutine<Void> m(Coroutine<Void> c, int i) {",
            "  return switch (i) { case 0 -> Coroutine.of(Await.of(c));",
            "    case 1 ->      null;",
            "    default -> { yield c; } }; }",
            "@Async Coroutine<Void> n(int i) { return switch (i) { default: yield null; }; }"));
  }

  @Test
  void nullElsewhere_isFine() {
    assertNoFindings(
        "@Async Coroutine<String> m(Coroutine<Void> c) {",
        "  Supplier<String> s = () -> { return null; };",
        "  Await.of(c);",
        "  return Coroutine.of((String) null);",
        "}",
        "Coroutine<Void> plain() { return null; }",
        "Supplier<CompletableFuture<Void>> shortOne = () -> null;",
        "Supplier<CompletableFuture<Void>> lambdaThatNeverAwaits = () -> { return null; };");
  }
}
