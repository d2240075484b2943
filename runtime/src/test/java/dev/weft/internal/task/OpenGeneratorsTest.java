package dev.weft.internal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.Yield;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenGeneratorsTest {

  private final List<String> log = new ArrayList<>();

  @Async
  private AsyncGenerator<Integer> numbers(String name) {
    try {
      for (int i = 0; i < 3; i++) {
        Yield.of(i);
      }
    } finally {
      Await.of(Weft.sleep(Duration.ofMillis(1)));
      log.add(name + " closed");
    }
    return AsyncGenerator.end();
  }

  @Async
  private AsyncGenerator<Integer> failsOnClose(RuntimeException failure) {
    try {
      Yield.of(1);
    } finally {
      fail(failure);
    }
    return AsyncGenerator.end();
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  /** Rows B34 and Y14. */
  @Test
  @SuppressWarnings("weft:CoroutineNeverAwaited") // one is never begun
  void run_closesGeneratorsThatAreStillOpen() {
    VirtualTime.run(
        () -> {
          assertTrue(Await.of(numbers("half").moveNext()));
          numbers("never begun");
          AsyncGenerator<Integer> complete = numbers("complete");
          while (Await.of(complete.moveNext())) {
            log.add("got " + complete.current());
          }
          return Coroutine.done();
        });
    assertEquals(List.of("got 0", "got 1", "got 2", "complete closed", "half closed"), log);
  }

  /** Row B32. */
  @Test
  void failureWhileOneIsClosed_isReportedAndTheOthersAreClosed() {
    IllegalStateException failure = new IllegalStateException();
    List<ExceptionContext> reports = new ArrayList<>();
    VirtualTime.run(
        () -> {
          EventLoop.running().setExceptionHandler((loop, context) -> reports.add(context));
          Await.of(failsOnClose(failure).moveNext());
          Await.of(numbers("other").moveNext());
          return Coroutine.done();
        });
    assertEquals(List.of("other closed"), log);
    assertEquals(1, reports.size());
    assertSame(failure, reports.get(0).exception());
  }

  /** Rows B30 and B31. */
  @Test
  void generatorThatBeginsAfterTheShutdown_isLogged() {
    try (LogCapture captured = new LogCapture()) {
      VirtualTime.run(
          () -> {
            Await.of(EventLoop.running().shutdownAsyncGens());
            assertEquals("", captured.text());
            Await.of(numbers("late").moveNext());
            assertTrue(captured.text().contains("after shutdownAsyncGens"));
            return Coroutine.done();
          });
    }
  }
}
