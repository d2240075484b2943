package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnawaitedReturnInTryTest extends CheckTest {

  private static String warning(String position) {
    return position
        + ": warning: [UnawaitedReturnInTry] an async value is returned unawaited inside try: it"
        + " is awaited when the try is over, so catch does not see its failure, and finally and"
        + " close() do not wait for it. Return the awaited value, as in"
        + " Coroutine.of(Await.of(...)), or move the return out of the try.";
  }

  private static final String OTHER = "abstract Coroutine<String> other();";

  @Test
  void callInTry_isWarnedOf() {
    assertEquals(
        List.of(warning("5:21")),
        findings(
            OTHER,
            "@Async Coroutine<String> m() {",
            "  try { return other(); }",
            "  catch (RuntimeException e) { return Coroutine.of(\"\"); }",
            "}"));
  }

  @Test
  void oneBranchOfAConditional_isEnough() {
    assertEquals(
        List.of(warning("5:45")),
        findings(
            OTHER,
            "@Async Coroutine<String> m(boolean b) {",
            "  try { return b ? Coroutine.of(\"\") : (other()); } finally { }",
            "}"));
  }

  @Test
  void oneCaseOfASwitch_isEnough() {
    assertEquals(
        List.of(warning("6:22")),
        findings(
            OTHER,
            "@Async Coroutine<String> m(int i) {",
            "  try { return switch (i) {",
            "      case 1 -> other();",
            "      case 2 -> { int j = switch (i) { case 3: yield 4; default: yield 5; };",
            "        yield Coroutine.of(\"\"); }",
            "      default -> Coroutine.of(\"\"); }; } finally { }",
            "}"));
  }

  @Test
  void variableInAsyncLambda_isWarnedOf() {
    assertEquals(
        List.of(warning("5:18")),
        findings(
            "void m(Coroutine<String> c, Scanner s) {",
            "  AsyncCallable<String, RuntimeException> a = () -> {",
            "    try { return c; } finally { s.close(); } };",
            "}"));
  }

  @Test
  void valuesAndOtherPlaces_areFine() {
    assertNoFindings(
        OTHER,
        "@Async Coroutine<String> m(boolean b) {",
        "  try { return b ? Coroutine.of(Await.of(other())) : Coroutine.of(\"\"); }",
        "  catch (RuntimeException e) { return other(); }",
        "}",
        "@Async CompletionStage<Void> n(CompletionStage<Void> s) {",
        "  try { Await.of(s); return CompletableFuture.failedFuture(null); } finally { }",
        "}",
        "@Async Coroutine<String> ready(int i) {",
        "  var ready = Coroutine.of(Await.of(other()));",
        "  try { return switch (i) { case 1 -> ready; default -> { yield ready; } }; } finally { }",
        "}",
        "Coroutine<String> plain() { try { return other(); } finally { } }",
        "@Async Coroutine<String> outside() { try { Await.of(other()); } finally { }",
        "  return other(); }");
  }
}
