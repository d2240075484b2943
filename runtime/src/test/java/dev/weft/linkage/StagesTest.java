package dev.weft.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hot methods. */
@Timeout(60)
class StagesTest {

  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<String> pending = new CompletableFuture<>();

  @Async
  private CompletableFuture<String> hot(CompletionStage<String> awaited) {
    log.add("begun");
    try {
      return CompletableFuture.completedFuture("got " + Await.of(awaited));
    } catch (CancelledError e) {
      log.add("cancelled");
      throw e;
    }
  }

  @Async
  private static CompletableFuture<Integer> increment(CompletionStage<Integer> before) {
    return CompletableFuture.completedFuture(1 + Await.of(before));
  }

  @Async
  private static CompletableFuture<Integer> recurse(int levels) {
    return CompletableFuture.completedFuture(levels == 0 ? 0 : 1 + Await.of(recurse(levels - 1)));
  }

  @Nested
  class OutsideALoop {

    @Test
    void longChainOfStages_completes() {
      CompletableFuture<Integer> first = new CompletableFuture<>();
      CompletableFuture<Integer> last = first;
      for (int i = 0; i < 20_000; i++) {
        last = increment(last);
      }
      first.complete(0);
      assertEquals(20_000, last.getNow(-1));
    }

    @Test
    void cancellingALongChainOfStages_cancelsAllOfThem() {
      CompletableFuture<Integer> first = new CompletableFuture<>();
      CompletableFuture<Integer> last = first;
      for (int i = 0; i < 20_000; i++) {
        last = increment(last);
      }
      assertTrue(last.cancel(true));
      assertTrue(first.isCancelled());
    }

    @Test
    void deepRecursion_fitsTheStack() {
      assertEquals(2_000, recurse(2_000).join());
    }

    @Test
    void body_startsAtOnceAndCompletesOnTheCallersThread() {
      CompletableFuture<String> stage = hot(CompletableFuture.completedFuture("x"));
      assertTrue(stage.isDone());
      assertEquals("got x", stage.join());
    }

    @Test
    void body_goesOnOnTheThreadThatCompletes() throws InterruptedException {
      List<Thread> threads = new ArrayList<>();
      CompletableFuture<String> stage = recordThread(threads);
      assertEquals(List.of(), threads);
      Thread completer = new Thread(() -> pending.complete("x"));
      completer.start();
      completer.join();
      assertEquals("x", stage.join());
      assertSame(completer, threads.get(0));
    }

    @Async
    private CompletableFuture<String> recordThread(List<Thread> threads) {
      String value = Await.of(pending);
      threads.add(Thread.currentThread());
      return CompletableFuture.completedFuture(value);
    }

    @Test
    void failure_isTheStagesAndUnwrapped() {
      CompletableFuture<String> stage = hot(pending.thenApply(x -> x));
      IOException failure = new IOException();
      pending.completeExceptionally(failure);
      CompletionException e = assertThrows(CompletionException.class, stage::join);
      assertSame(failure, e.getCause());
    }

    @Test
    void weftsOwnAwaitables_failAndNameTheRemedy() {
      CompletionException e = assertThrows(CompletionException.class, () -> sleeping().join());
      assertTrue(e.getCause() instanceof IllegalStateException);
      assertTrue(e.getCause().getMessage().contains("Weft.run"), e.getCause().getMessage());
    }

    @Async
    private CompletableFuture<Void> sleeping() {
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
      return CompletableFuture.completedFuture(null);
    }

    @Test
    void cancel_cancelsWhatTheBodyAwaits() {
      CompletableFuture<String> stage = hot(pending);
      assertTrue(stage.cancel(true));
      assertTrue(pending.isCancelled());
      assertThrows(CancellationException.class, stage::join);
      assertEquals(List.of("begun", "cancelled"), log);
    }

    @Test
    void cancel_isDeliveredOnce() {
      CompletableFuture<String> cleanedUp = new CompletableFuture<>();
      CompletableFuture<Void> stage = cleaningUp(cleanedUp);
      stage.cancel(true);
      assertEquals(List.of(), log);
      cleanedUp.complete("clean");
      assertEquals(List.of("clean"), log);
    }

    @Async
    private CompletableFuture<Void> cleaningUp(CompletableFuture<String> cleanedUp) {
      try {
        Await.of(pending);
      } finally {
        log.add(Await.of(cleanedUp));
      }
      return CompletableFuture.completedFuture(null);
    }

    @Test
    void stagesThatCallBackDuringSubscription_doNotOverflowTheStack() {
      assertEquals(100_000, countCallbacks(100_000).join());
    }

    @Async
    private CompletableFuture<Integer> countCallbacks(int times) {
      int count = 0;
      for (int i = 0; i < times; i++) {
        count += Await.of((CompletionStage<Integer>) new ReadyOnlyToCallbacks());
      }
      return CompletableFuture.completedFuture(count);
    }

    @Test
    void stageThatCannotBeSubscribedTo_failsAtTheAwait() {
      CompletableFuture<String> broken =
          new CompletableFuture<>() {
            @Override
            public CompletableFuture<String> whenComplete(
                java.util.function.BiConsumer<? super String, ? super Throwable> action) {
              throw new UnsupportedOperationException("broken");
            }
          };
      CompletionException e = assertThrows(CompletionException.class, () -> hot(broken).join());
      assertEquals("broken", e.getCause().getMessage());
    }
  }

  /** Does not say that it is done, but calls back at once. */
  private static final class ReadyOnlyToCallbacks extends CompletableFuture<Integer> {
    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public CompletableFuture<Integer> whenComplete(
        java.util.function.BiConsumer<? super Integer, ? super Throwable> action) {
      action.accept(1, null);
      return this;
    }
  }

  @Nested
  class OnALoop {

    @Test
    void body_startsAtOnceAsATaskOfTheLoop() {
      VirtualTime.run(
          () -> {
            Task<?> caller = Weft.currentTask();
            List<Task<?>> seen = new ArrayList<>();
            CompletableFuture<Void> stage = recordTasks(seen);
            assertNotSame(caller, seen.get(0));
            assertSame(caller, Weft.currentTask());
            assertTrue(Weft.allTasks().contains(seen.get(0)));
            Await.of(stage);
            assertSame(seen.get(0), seen.get(1));
            return Coroutine.done();
          });
    }

    @Async
    private CompletableFuture<Void> recordTasks(List<Task<?>> seen) {
      seen.add(Weft.currentTask());
      Await.of(Weft.sleep(Duration.ofMillis(1)));
      seen.add(Weft.currentTask());
      return CompletableFuture.completedFuture(null);
    }

    @Test
    void withoutSuspension_theStageIsDoneOnReturn() {
      VirtualTime.run(
          () -> {
            assertEquals("got x", hot(CompletableFuture.completedFuture("x")).getNow(null));
            return Coroutine.done();
          });
    }

    @Test
    void cancellingTheStage_cancelsTheTask() {
      VirtualTime.run(
          () -> {
            CompletableFuture<String> stage = hot(pending);
            stage.cancel(true);
            Await.of(Weft.sleep(Duration.ofMillis(1)));
            assertTrue(pending.isCancelled());
            assertEquals(List.of("begun", "cancelled"), log);
            return Coroutine.done();
          });
    }

    @Test
    void cancellingTheAwaiter_reachesWhatTheHotMethodAwaits() {
      VirtualTime.run(
          () -> {
            Task<String> awaiter = Weft.createTask(() -> Coroutine.of(Await.of(hot(pending))));
            Await.of(Weft.sleep(Duration.ofMillis(1)));
            awaiter.cancel();
            try {
              Await.of(awaiter);
            } catch (CancelledError e) {
              log.add("awaiter ended");
            }
            assertTrue(pending.isCancelled());
            assertEquals(List.of("begun", "cancelled", "awaiter ended"), log);
            return Coroutine.done();
          });
    }

    @Test
    void hotMethodsThatCallEachOther_keepTheirTasksApart() {
      VirtualTime.run(
          () -> {
            assertEquals(55, Await.of(fib(10)));
            return Coroutine.done();
          });
    }

    @Async
    private CompletableFuture<Integer> fib(int n) {
      if (n < 2) {
        Await.of(Weft.sleep(Duration.ZERO));
        return CompletableFuture.completedFuture(n);
      }
      return CompletableFuture.completedFuture(Await.of(fib(n - 1)) + Await.of(fib(n - 2)));
    }

    @Test
    void aFutureOfTheLoop_canBeAwaited() {
      VirtualTime.run(
          () -> {
            AsyncFuture<String> future = dev.weft.EventLoop.running().createFuture();
            CompletableFuture<String> stage = awaiting(future);
            assertFalse(stage.isDone());
            future.setResult("x");
            assertEquals("x", Await.of(stage));
            return Coroutine.done();
          });
    }

    @Async
    private CompletableFuture<String> awaiting(AsyncFuture<String> future) {
      return CompletableFuture.completedFuture(Await.of(future));
    }
  }
}
