package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrapperCaughtTest extends CheckTest {

  @Test
  void wrapperAroundAnAwait_isWarnedOf() {
    assertEquals(
        List.of(
            "6:5: warning: [WrapperCaught] catch of CompletionException around an await: an await"
                + " throws the failure itself, which join() would have wrapped. Catch that;"
                + " Await.of(stage, IOException.class), say, lets a checked one be caught."),
        findings(
            "@Async Coroutine<Void> m(CompletableFuture<Void> f) {",
            "  try {",
            "    Await.of(f);",
            "  } catch (IllegalStateException | java.util.concurrent.CompletionException e) {",
            "    throw new IllegalArgumentException(e);",
            "  }",
            "  return Coroutine.done(); }"));
  }

  @Test
  void wrapperThatMayCome_isFine() {
    assertNoFindings(
        "@SuppressWarnings(\"weft:BlockingCall\")",
        "@Async Coroutine<Void> m(CompletableFuture<Void> f) {",
        "  try { Await.of(f); f.join(); } catch (java.util.concurrent.CompletionException e) {}",
        "  return Coroutine.done(); }",
        "void plain(CompletableFuture<Void> f) {",
        "  try { f.join(); } catch (java.util.concurrent.CompletionException e) {} }",
        "@Async Coroutine<Void> n(CompletableFuture<Void> f) {",
        "  try { Await.of(f); } catch (RuntimeException e) {}",
        "  return Coroutine.done(); }");
  }
}
