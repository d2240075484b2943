package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncInSynchronizedTest extends CheckTest {

  private static final String REMEDY =
      ": a monitor belongs to a thread, a task does not. Use dev.weft.sync.AsyncLock, or move the"
          + " await out.";

  @Test
  void synchronizedBlock_isRefused() {
    assertEquals(
        List.of("4:48: error: [AsyncInSynchronized] await inside a synchronized block" + REMEDY),
        findings(
            "@Async Coroutine<Void> m(Coroutine<Void> c) {",
            "  synchronized (this) { for (;;) { if (Await.of(c) == null) break; } }",
            "  return Coroutine.done();",
            "}"));
  }

  @Test
  void synchronizedMethod_isRefused() {
    assertEquals(
        List.of("3:88: error: [AsyncInSynchronized] await inside a synchronized method" + REMEDY),
        findings(
            "@Async synchronized Coroutine<Void> m(Coroutine<Void> c) { return"
                + " Coroutine.of(Await.of(c)); }"));
  }

  @Test
  void awaitsOutsideTheBlock_areFine() {
    assertNoFindings(
        "@Async Coroutine<Object> m(Coroutine<Object> lock) {",
        "  synchronized (Await.of(lock)) {",
        "    AsyncCallable<Object, RuntimeException> later = () -> Coroutine.of(Await.of(lock));",
        "  }",
        "  return Coroutine.of(Await.of(lock));",
        "}");
  }
}
