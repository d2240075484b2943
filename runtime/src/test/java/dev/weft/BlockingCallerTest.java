package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockingCallerTest {

  private final LoopThread thread = LoopThread.start("loop");
  private final BlockingCaller caller = new BlockingCaller(thread);
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

  @AfterEach
  void close() {
    thread.close();
  }

  /** Never ends by itself; says when it is cancelled. */
  @Async
  private Coroutine<Void> forever() {
    try {
      Await.of(Weft.sleep(Duration.ofDays(1)));
    } catch (CancelledError e) {
      cancelled.complete(null);
      throw e;
    }
    return Coroutine.done();
  }

  @Test
  void call_runsOnTheLoopAndReturnsTheResult() throws Exception {
    assertEquals("loop", caller.call(() -> Coroutine.of(Thread.currentThread().getName())));
  }

  @Test
  void anyLoop_willDo() throws Exception {
    var other = new BlockingCaller(AsyncExecutor.of(thread.loop()));
    assertEquals("loop", other.call(() -> Coroutine.of(Thread.currentThread().getName())));
  }

  @Test
  void failure_isThrownItself() {
    IOException failure = new IOException();
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                caller.call(
                    () -> {
                      Await.of(Weft.sleep(Duration.ofMillis(1)));
                      throw failure;
                    }));
    assertSame(failure, thrown);
  }

  @Test
  void timeout_cancelsTheTask() {
    TimeoutException e =
        assertThrows(
            TimeoutException.class,
            () -> caller.withTimeout(Duration.ofMillis(5)).call(this::forever));
    assertEquals("no result within PT0.005S", e.getMessage());
    cancelled.join();
  }

  @Test
  void timeoutOfZero_doesNotWait() {
    assertThrows(
        TimeoutException.class, () -> caller.withTimeout(Duration.ZERO).call(this::forever));
  }

  @Test
  void timeoutThatIsNotReached_doesNothing() throws Exception {
    var limited = caller.withTimeout(Duration.ofDays(100_000_000));
    assertEquals(1, limited.call(() -> Coroutine.of(1)));
  }

  @Test
  void interrupt_cancelsTheTask() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> caller.call(this::forever));
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void interruptWhileItWaits_cancelsTheTask() {
    Thread self = Thread.currentThread();
    assertThrows(
        InterruptedException.class,
        () ->
            caller.call(
                () -> {
                  self.interrupt();
                  return Coroutine.of(Await.of(forever()));
                }));
    cancelled.join();
  }

  @Test
  void closingTheLoop_endsTheWait() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    var ended =
        CompletableFuture.supplyAsync(
            () ->
                assertThrows(
                    CancellationException.class,
                    () ->
                        caller.call(
                            () -> {
                              begun.countDown();
                              return Coroutine.of(Await.of(forever()));
                            })));
    begun.await();
    thread.close();
    assertTrue(ended.join() instanceof CancellationException);
  }

  @Test
  @SuppressWarnings("weft:BlockingCall") // on purpose
  void threadOfARunningLoop_isRefused() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> caller.call(() -> Coroutine.of(caller.call(() -> Coroutine.of(1)))));
    assertEquals(
        "a blocking call on the thread of a running loop: all its tasks would wait, perhaps"
            + " forever. Call the async method itself and await it.",
        e.getMessage());
  }
}
