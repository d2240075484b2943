package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LockAcrossAwaitTest extends CheckTest {

  @Test
  void awaitBeforeUnlock_isWarnedOf() {
    assertEquals(
        List.of(
            "5:17: warning: [LockAcrossAwait] await while a java.util.concurrent lock is held: the"
                + " lock belongs to the thread, so that every other task of the loop may enter"
                + " meanwhile, and every other thread waits. Use dev.weft.sync.AsyncLock, or unlock"
                + " before the await."),
        findings(
            "@Async Coroutine<Void> m(Coroutine<Void> c, ReentrantLock lock) {",
            "  if (!lock.tryLock()) return Coroutine.done();",
            "  try { Await.of(c); }",
            "  finally { lock.unlock(); }",
            "  return Coroutine.done();",
            "}"));
  }

  @Test
  void awaitAfterUnlock_isFine() {
    assertNoFindings(
        "@Async Coroutine<Void> m(Coroutine<Void> c, ReentrantLock lock) {",
        "  if (lock.tryLock())",
        "    try { Weft.createTask(c); } finally { lock.unlock(); }",
        "  try { Await.of(c); } finally { lock.getHoldCount(); }",
        "  return Coroutine.done();",
        "}");
  }
}
