package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationSwallowedTest extends CheckTest {

  private static String warning(String position, String type) {
    return position
        + ": warning: [CancellationSwallowed] catch of "
        + type
        + " around an await: it takes the task's cancellation along and does not throw it on, so"
        + " that the task cannot be stopped. Catch Exception instead, or throw CancelledError"
        + " again.";
  }

  private List<String> findingsWithHandlers(String handlers) {
    return findings(
        "@Async CompletableFuture<Void> m(Coroutine<Void> c, CompletableFuture<Void> f) {",
        "  try { Await.of(c); }",
        handlers,
        "  return CompletableFuture.completedFuture(null);",
        "}");
  }

  @Test
  void throwableThatGoesNowhere_isWarnedOf() {
    assertEquals(
        List.of(warning("5:1", "Throwable")),
        findingsWithHandlers("catch (Throwable t) { System.err.println(\"oh: \" + t); }"));
    assertEquals(
        List.of(warning("5:1", "Throwable")),
        findingsWithHandlers("catch (Throwable t) { t.printStackTrace(); }"));
  }

  @Test
  void cancelledErrorThatGoesNowhere_isWarnedOf() {
    assertEquals(
        List.of(warning("5:3", "CancelledError")),
        findingsWithHandlers("  catch (CancelledError e) { }"));
    assertEquals(
        List.of(warning("5:1", "IllegalStateException | CancelledError")),
        findingsWithHandlers("catch (IllegalStateException | CancelledError e) { }"));
  }

  @Test
  void handlersThatPassItOn_areFine() {
    for (String handler :
        List.of(
            "catch (Exception e) { }",
            "catch (CancelledError e) { throw e; } catch (Throwable t) { }",
            "catch (Throwable t) { if (t instanceof Error e) throw e; }",
            "catch (Throwable t) { return CompletableFuture.failedFuture(t); }",
            "catch (Throwable t) { f.completeExceptionally(t); }",
            "catch (Throwable t) { new ArrayList<Throwable>().add(t); }",
            "catch (Throwable t) { Throwable kept = t; System.err.println(kept); }")) {
      assertEquals(List.of(), findingsWithHandlers(handler), handler);
    }
  }

  @Test
  void whoCancelledItself_mayCatchTheError() {
    assertNoFindings(
        "@Async Coroutine<Void> m(Task<Void> t) {",
        "  t.cancel();",
        "  try { Await.of(t); } catch (CancelledError expected) { }",
        "  return Coroutine.done();",
        "}");
  }

  @Test
  void tryWithoutAwait_isFine() {
    assertNoFindings(
        "@Async Coroutine<Void> m(Coroutine<Void> c) {",
        "  try { System.gc(); } catch (Throwable t) { }",
        "  return Coroutine.of(Await.of(c));",
        "}");
  }
}
