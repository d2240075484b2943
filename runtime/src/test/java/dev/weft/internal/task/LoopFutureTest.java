package dev.weft.internal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.InvalidStateException;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopFutureTest {

  private final EventLoop loop = VirtualTime.loop();
  private final AsyncFuture<String> future = loop.createFuture();
  private final List<String> log = new ArrayList<>();
  private final List<ExceptionContext> reports = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private void runOnce() {
    loop.stop();
    loop.runForever();
  }

  @Test
  void pendingFuture_hasNeitherResultNorException() {
    assertFalse(future.isDone());
    assertFalse(future.isCancelled());
    assertThrows(InvalidStateException.class, future::result);
    assertThrows(InvalidStateException.class, future::exception);
    assertSame(loop, future.loop());
  }

  @Test
  void result_isWhatWasSet() {
    future.setResult("value");
    assertTrue(future.isDone());
    assertEquals("value", future.result());
    assertNull(future.exception());
    assertFalse(future.cancel());
    assertThrows(InvalidStateException.class, () -> future.setResult("again"));
    assertThrows(InvalidStateException.class, () -> future.setException(new IOException()));
  }

  @Test
  void debugMode_refusesCompletionFromOtherThreads() throws InterruptedException {
    AsyncFuture<String> other = loop.createFuture();
    List.of(future, other).forEach(f -> f.addDoneCallback(done -> {}));
    loop.setDebug(true);
    CountDownLatch running = new CountDownLatch(1);
    loop.callSoon(running::countDown);
    Thread runner = new Thread(loop::runForever);
    runner.start();
    running.await();
    assertThrows(IllegalStateException.class, () -> future.setResult("value"));
    assertThrows(IllegalStateException.class, other::cancel);
    loop.callSoonThreadsafe(loop::stop);
    runner.join();
  }

  @Test
  void result_throwsTheFailureItself() {
    IOException failure = new IOException("disk");
    future.setException(failure);
    assertSame(failure, assertThrows(IOException.class, future::result));
    assertSame(failure, assertThrows(IOException.class, () -> future.result(IOException.class)));
    assertSame(failure, future.exception());
    assertThrows(InvalidStateException.class, () -> future.setResult("late"));
  }

  /** asyncio case 75. */
  @Test
  void cancel_happensOnceAndShowsEverywhere() {
    assertTrue(future.cancel("enough"));
    assertTrue(future.isCancelled());
    assertTrue(future.isDone());
    assertEquals("enough", assertThrows(CancelledError.class, future::result).getMessage());
    assertEquals("enough", assertThrows(CancelledError.class, future::exception).getMessage());
    assertThrows(InvalidStateException.class, () -> future.setResult("late"));
    assertThrows(InvalidStateException.class, () -> future.setException(new IOException()));
    assertFalse(future.cancel());
  }

  /** asyncio case 76. */
  @Test
  void callbacks_runInTheNextPassInOrder() {
    for (int i = 0; i < 5; i++) {
      String entry = "" + i;
      future.addDoneCallback(done -> log.add(entry + done.result()));
    }
    runOnce();
    future.setResult("!");
    assertEquals(List.of(), log);
    runOnce();
    assertEquals(List.of("0!", "1!", "2!", "3!", "4!"), log);
    future.addDoneCallback(done -> log.add("late"));
    assertEquals(5, log.size());
    runOnce();
    assertEquals("late", log.get(5));
  }

  @Test
  void removedCallback_doesNotRun() {
    Consumer<AsyncFuture<String>> callback = done -> log.add("removed");
    assertEquals(0, future.removeDoneCallback(callback));
    future.addDoneCallback(callback);
    assertEquals(1, future.removeDoneCallback(callback));
    future.addDoneCallback(callback);
    future.addDoneCallback(done -> log.add("kept"));
    future.addDoneCallback(callback);
    assertEquals(2, future.removeDoneCallback(callback));
    future.setResult("x");
    runOnce();
    assertEquals(List.of("kept"), log);
  }

  @Test
  void failingCallback_isReportedAndTheOthersRun() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    IllegalArgumentException failure = new IllegalArgumentException();
    future.addDoneCallback(
        done -> {
          throw failure;
        });
    future.addDoneCallback(done -> log.add("second"));
    future.setResult("x");
    runOnce();
    assertSame(failure, reports.get(0).exception());
    assertSame(future, reports.get(0).future());
    assertEquals(List.of("second"), log);
  }

  /** asyncio semantics 29. */
  @Test
  void callbacks_runInTheContextOfTheirRegistration() {
    ContextVar<String> variable = ContextVar.of("variable", "none");
    Context given = Context.empty();
    given.run(() -> variable.set("given"));
    Context.empty()
        .run(
            () -> {
              variable.set("captured");
              future.addDoneCallback(done -> log.add(variable.get()));
              variable.set("changed later");
            });
    future.addDoneCallback(done -> log.add(variable.get()), given);
    future.setResult("x");
    runOnce();
    assertEquals(List.of("captured", "given"), log);
  }

  // ---- failures that nobody looks at ----

  /** asyncio case 77; rows T2 and T14. */
  @Test
  void droppedFailure_isReportedOnceWhenTheFutureIsGone() {
    loop.setExceptionHandler(
        (l, context) -> {
          reports.add(context);
          loop.stop();
        });
    IOException failure = new IOException("nobody looked");
    WeakReference<AsyncFuture<?>> dropped = dropFailed(failure);
    while (dropped.get() != null) {
      System.gc();
    }
    loop.runForever(); // until the cleaner's report arrives
    assertSame(failure, reports.get(0).exception());
    assertSame(failure, reports.get(0).future().exception());
    loop.close();
    assertEquals(1, reports.size());
  }

  private WeakReference<AsyncFuture<?>> dropFailed(Throwable failure) {
    AsyncFuture<String> dropped = loop.createFuture();
    dropped.setException(failure);
    return new WeakReference<>(dropped);
  }

  @Test
  void failureThatNobodyLookedAt_isReportedAtCloseAtTheLatest() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    IOException failure = new IOException();
    future.setException(failure);
    loop.close();
    assertSame(failure, reports.get(0).exception());
    assertTrue(reports.get(0).message().contains("never retrieved"));
  }

  @Test
  void failuresThatNobodyLookedAt_areReportedInOrder() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    List<AsyncFuture<String>> kept = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      kept.add(loop.createFuture());
      failures.add(new IOException("number " + i));
      kept.get(i).setException(failures.get(i));
    }
    loop.close();
    assertEquals(failures, reports.stream().map(ExceptionContext::exception).toList());
    assertEquals(20, kept.size()); // keeps them reachable until here
  }

  /** Row T2; asyncio semantics 30. */
  @Test
  void failureThatWasLookedAt_isNotReported() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    future.setException(new IOException());
    future.exception();
    AsyncFuture<String> thrown = loop.createFuture();
    thrown.setException(new IOException());
    assertThrows(IOException.class, thrown::result);
    AsyncFuture<String> cancelledLate = loop.createFuture();
    cancelledLate.setException(new IOException());
    cancelledLate.cancel();
    loop.close();
    assertEquals(List.of(), reports);
  }

  // ---- conversions ----

  @Test
  void toCompletableFuture_followsResultFailureAndCancellation() throws Exception {
    AsyncFuture<String> failed = loop.createFuture();
    AsyncFuture<String> cancelled = loop.createFuture();
    CompletableFuture<String> a = future.toCompletableFuture();
    CompletableFuture<String> b = failed.toCompletableFuture();
    CompletableFuture<String> c = cancelled.toCompletableFuture();
    IOException failure = new IOException();
    future.setResult("value");
    failed.setException(failure);
    cancelled.cancel();
    assertFalse(a.isDone());
    runOnce();
    assertEquals("value", a.get());
    assertSame(failure, assertThrows(ExecutionException.class, b::get).getCause());
    assertTrue(c.isCancelled());
  }

  @Test
  void cancellingTheCompletableFuture_cancelsTheFuture() {
    future.toCompletableFuture().cancel(true);
    runOnce();
    assertTrue(future.isCancelled());
  }

  @Test
  void completingTheCompletableFutureFromOutside_cancelsTheFuture() {
    future.toCompletableFuture().complete("from outside");
    runOnce();
    assertTrue(future.isCancelled());
  }

  /** asyncio case 78. */
  @Test
  void cancellingTheViewOfAStage_cancelsTheStage() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    loop.callSoon(() -> Weft.awaitable(stage).cancel());
    runOnce();
    assertTrue(stage.isCancelled());
  }

  @Test
  void viewOfAStage_dropsWhatComesAfterItsCancellation() {
    CompletableFuture<String> stubborn =
        new CompletableFuture<>() {
          @Override
          public boolean cancel(boolean interrupt) {
            return false;
          }
        };
    List<AsyncFuture<String>> view = new ArrayList<>();
    loop.callSoon(
        () -> {
          view.add(Weft.awaitable(stubborn));
          view.get(0).cancel();
          stubborn.complete("late");
        });
    runOnce();
    assertTrue(view.get(0).isCancelled());
  }

  @Test
  void viewOfAStage_getsItsUnwrappedFailureFromAnotherThread() throws InterruptedException {
    CompletableFuture<String> stage = new CompletableFuture<>();
    IOException failure = new IOException();
    List<Throwable> seen = new ArrayList<>();
    loop.callSoon(
        () ->
            Weft.awaitable(stage.thenApply(x -> x))
                .addDoneCallback(
                    done -> {
                      seen.add(done.exception());
                      loop.stop();
                    }));
    Thread thread = new Thread(() -> stage.completeExceptionally(failure));
    runOnce();
    thread.start();
    loop.runForever();
    thread.join();
    assertSame(failure, seen.get(0));
  }

  /** asyncio semantics 15. */
  @Test
  void failureThatNobodyRetrieved_isReportedInTheContextOfItsTask() {
    ContextVar<String> request = ContextVar.of("request");
    List<String> seen = new ArrayList<>();
    loop.setExceptionHandler((reporting, context) -> seen.add(request.getOr("none")));
    loop.runUntilComplete(
        () -> {
          request.set("r1");
          Weft.createTask(
              () -> {
                throw new IOException("broken");
              });
          return Weft.sleep(Duration.ZERO);
        });

    loop.close();

    assertEquals(List.of("r1"), seen);
  }
}
