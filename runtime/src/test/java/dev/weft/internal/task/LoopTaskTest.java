package dev.weft.internal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.LogCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings({"weft:CancellationSwallowed", "weft:AsyncNeverAwaits"}) // both on purpose
class LoopTaskTest {

  private static final Duration YIELD = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final EventLoop loop = VirtualTime.loop();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private void runOnce() {
    loop.stop();
    loop.runForever();
  }

  private void runPasses(int passes) {
    for (int i = 0; i < passes; i++) {
      runOnce();
    }
  }

  // ---- running ----

  /** Row E2. */
  @Test
  void task_beginsInTheNextPass() {
    Task<String> task =
        loop.createTask(
            () -> {
              log.add("body");
              return Coroutine.of("result");
            });
    assertEquals(List.of(), log);
    assertFalse(task.isDone());
    runOnce();
    assertEquals("result", task.result());
  }

  @Test
  void failure_isTheTasksAndTheSameObject() {
    IOException failure = new IOException();
    Task<String> task =
        loop.createTask(
            () -> {
              throw failure;
            });
    runOnce();
    assertSame(failure, task.exception());
    assertSame(failure, assertThrows(IOException.class, task::result));
  }

  @Test
  void resultOfATask_isItsCoroutinesAlone() {
    Task<String> task = loop.createTask(Coroutine.of("x"));
    assertThrows(UnsupportedOperationException.class, () -> task.setResult("y"));
    assertThrows(UnsupportedOperationException.class, () -> task.setException(new IOException()));
  }

  @Test
  void coroutine_isScheduledOnce() {
    Coroutine<String> coroutine = Coroutine.of("x");
    loop.createTask(coroutine);
    assertThrows(IllegalStateException.class, () -> loop.createTask(coroutine));
  }

  /** Row B7. */
  @Test
  void tasks_takeTurnsAtEachYield() {
    loop.createTask(() -> count("A"));
    Task<Void> last = loop.createTask(() -> count("B"));
    loop.runUntilComplete(last);
    assertEquals(List.of("A1", "B1", "A2", "B2", "A3", "B3"), log);
  }

  @Async
  private Coroutine<Void> count(String name) {
    for (int i = 1; i <= 3; i++) {
      log.add(name + i);
      Await.of(Weft.sleep(YIELD));
    }
    return Coroutine.done();
  }

  /** asyncio semantics 6. */
  @Test
  void awaitOfADoneFuture_doesNotYield_awaitOfATaskResumesOnePassAfterItsEnd() {
    AsyncFuture<String> done = loop.createFuture();
    done.setResult("x");
    Task<Void> child = loop.createTask(Coroutine.done());
    loop.createTask(
        () -> {
          Await.of(done);
          log.add("still in the first pass");
          return Coroutine.done();
        });
    loop.createTask(
        () -> {
          Await.of(Weft.createTask(Coroutine.done()));
          log.add("after the child");
          return Coroutine.done();
        });
    runOnce();
    assertTrue(child.isDone());
    assertEquals(List.of("still in the first pass"), log);
    runOnce();
    assertEquals(1, log.size());
    runOnce();
    assertEquals("after the child", log.get(1));
  }

  /** Row Y10. */
  @Test
  void stageCompletedOnAnotherThread_resumesOnTheLoopsThread() {
    Thread here = Thread.currentThread();
    String result =
        loop.runUntilComplete(
            () -> {
              String value = Await.of(CompletableFuture.supplyAsync(() -> "from elsewhere"));
              assertSame(here, Thread.currentThread());
              return Coroutine.of(value);
            });
    assertEquals("from elsewhere", result);
  }

  @Test
  void currentTask_isTheOneThatTakesAStep() {
    List<Task<?>> seen = new ArrayList<>();
    assertThrows(IllegalStateException.class, Weft::currentTask);
    loop.callSoon(() -> seen.add(Weft.currentTask()));
    Task<Void> task =
        loop.createTask(
            () -> {
              seen.add(Weft.currentTask());
              Await.of(Weft.sleep(YIELD));
              seen.add(Weft.currentTask());
              return Coroutine.done();
            });
    loop.runUntilComplete(task);
    assertNull(seen.get(0));
    assertSame(task, seen.get(1));
    assertSame(task, seen.get(2));
    assertNull(loop.currentTask());
  }

  /** Row A20. */
  @Test
  void allTasks_areThoseNotDone() {
    Task<Void> first = loop.createTask(Weft.sleep(LONG));
    Task<Void> second = loop.createTask(Coroutine.done());
    assertEquals(Set.of(first, second), loop.allTasks());
    runOnce();
    assertEquals(Set.of(first), loop.allTasks());
    loop.runUntilComplete(first);
    assertEquals(Set.of(), loop.allTasks());
  }

  @Test
  void names_areNumberedOrGiven() {
    Task<Void> unnamed = loop.createTask(Coroutine.done());
    Task<Void> named = loop.createTask(Coroutine.done(), "loader");
    assertTrue(unnamed.name().matches("Task-\\d+"));
    assertEquals("loader", named.name());
    named.setName("saver");
    assertEquals("saver", named.name());
    assertTrue(named.toString().contains("saver"));
  }

  /** asyncio case 79. */
  @Test
  void futureOfAnotherLoop_failsAtTheAwait() {
    try (EventLoop other = VirtualTime.loop()) {
      AsyncFuture<String> foreign = other.createFuture();
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class,
              () -> loop.runUntilComplete(() -> Coroutine.of(Await.of(foreign))));
      assertTrue(e.getMessage().contains("another loop"));
    }
  }

  @Test
  void doneFutureOfAnotherLoop_isRefusedLikeAPendingOne() {
    try (EventLoop other = VirtualTime.loop()) {
      AsyncFuture<String> foreign = other.createFuture();
      foreign.setResult("value");
      assertThrows(
          IllegalStateException.class,
          () -> loop.runUntilComplete(() -> Coroutine.of(Await.of(foreign))));
    }
  }

  @Test
  void taskThatAwaitsItself_failsAtTheAwait() {
    List<Task<String>> self = new ArrayList<>();
    self.add(loop.createTask(() -> Coroutine.of(Await.of(self.get(0)))));
    assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(self.get(0)));
  }

  /** asyncio case 22. */
  @Test
  void stopAtTheSecondWakeUp_leavesTheTaskPending() {
    Task<Void> task =
        loop.createTask(
            () -> {
              int i = 0;
              while (true) {
                Await.of(Weft.sleep(Duration.ofMillis(100)));
                if (++i == 2) {
                  Weft.currentTask().loop().stop();
                }
              }
            });
    assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(task));
    assertFalse(task.isDone());
    assertEquals(Duration.ofMillis(200), loop.time());
    task.cancel();
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
  }

  /** asyncio case 6. */
  @Test
  void errorOfTheMainTask_leavesNoPendingStop() {
    assertThrows(
        OutOfMemoryError.class,
        () ->
            loop.runUntilComplete(
                () -> {
                  throw new OutOfMemoryError("made up");
                }));
    loop.callSoon(() -> loop.callSoon(() -> log.add("second pass")));
    loop.callLater(Duration.ofMillis(100), loop::stop);
    loop.runForever();
    assertEquals(List.of("second pass"), log);
  }

  /** asyncio case 12; rows E5 to E7. */
  @Test
  void taskFactory_makesTheTasks_nullRestoresTheDefault() {
    List<Object> seen = new ArrayList<>();
    assertNull(loop.taskFactory());
    TaskFactory factory =
        new TaskFactory() {
          @Override
          public <T> Task<T> create(EventLoop l, Coroutine<T> coroutine, Context context) {
            seen.add(l);
            seen.add(coroutine);
            return TaskFactory.standard().create(l, coroutine, context);
          }
        };
    loop.setTaskFactory(factory);
    assertSame(factory, loop.taskFactory());
    Coroutine<String> coroutine = Coroutine.of("x");
    Task<String> task = loop.createTask(coroutine, "named");
    assertEquals(List.of(loop, coroutine), seen);
    assertEquals("named", task.name());
    assertEquals("x", loop.runUntilComplete(task));
    loop.setTaskFactory(null);
    assertNull(loop.taskFactory());
    loop.createTask(Coroutine.of("y"));
    assertEquals(2, seen.size());
  }

  @Test
  void eagerFactory_makesTasksThatBeginAtOnce() {
    loop.setTaskFactory(TaskFactory.eager());
    loop.runUntilComplete(
        () -> {
          Task<?> creator = Weft.currentTask();
          Task<Void> task =
              Weft.createTask(
                  () -> {
                    log.add("begun in " + (Weft.currentTask() == creator ? "creator" : "itself"));
                    VARIABLE.set("eager");
                    Await.of(Weft.sleep(YIELD));
                    return Coroutine.done();
                  });
          assertEquals(List.of("begun in itself"), log);
          assertSame(creator, Weft.currentTask());
          assertEquals("none", VARIABLE.get());
          assertTrue(Weft.createTask(Coroutine.done()).isDone());
          Await.of(task);
          return Coroutine.done();
        });
  }

  @Test
  void endlesslyReadyAwaits_yieldWhenTheBudgetIsUsedUp() {
    VirtualTime time = new VirtualTime();
    try (EventLoop budgeted = EventLoop.create(time.config().withYieldBudget(1_000))) {
      AsyncFuture<String> done = budgeted.createFuture();
      done.setResult("x");
      Task<Void> greedy =
          budgeted.createTask(
              () -> {
                while (true) {
                  Await.of(done);
                  Await.of(CompletableFuture.completedFuture("y"));
                }
              });
      budgeted.callLater(Duration.ZERO, greedy::cancel);
      assertThrows(CancelledError.class, () -> budgeted.runUntilComplete(greedy));
    }
  }

  /** asyncio case 14. */
  @Test
  void debugMode_logsSlowStepsWithTheTasksName() {
    VirtualTime time = new VirtualTime();
    try (EventLoop debugged = time.newLoop();
        LogCapture captured = new LogCapture()) {
      debugged.setDebug(true);
      debugged.runUntilComplete(
          debugged.createTask(slowStep(time, Duration.ofMillis(99)), "quick"));
      debugged.runUntilComplete(
          debugged.createTask(slowStep(time, Duration.ofMillis(120)), "slow one"));
      assertFalse(captured.text().contains("quick"), captured.text());
      assertTrue(captured.text().contains("slow one"), captured.text());
      assertTrue(captured.text().contains("took 120 ms"), captured.text());
    }
  }

  @Async
  private static Coroutine<Void> slowStep(VirtualTime time, Duration duration) {
    time.advance(duration);
    return Coroutine.done();
  }

  @Test
  void deepRecursionOfCoroutines_doesNotOverflowTheStack() {
    assertEquals(100_000, loop.runUntilComplete(depth(100_000)));
  }

  @Async
  private static Coroutine<Integer> depth(int levels) {
    if (levels == 0) {
      Await.of(Weft.sleep(YIELD));
      return Coroutine.of(0);
    }
    return Coroutine.of(1 + Await.of(depth(levels - 1)));
  }

  @Test
  void aHundredThousandTasks_sleepOnOneThread() {
    Thread here = Thread.currentThread();
    int[] woken = {0};
    loop.runUntilComplete(
        () -> {
          List<Task<Void>> tasks = new ArrayList<>();
          for (int i = 0; i < 100_000; i++) {
            Duration delay = Duration.ofMillis(1 + i % 1_000);
            tasks.add(
                Weft.createTask(
                    () -> {
                      Await.of(Weft.sleep(delay));
                      assertSame(here, Thread.currentThread());
                      woken[0]++;
                      return Coroutine.done();
                    }));
          }
          Await.of(Weft.gather(tasks));
          return Coroutine.done();
        });
    assertEquals(100_000, woken[0]);
    assertEquals(Duration.ofSeconds(1), loop.time());
  }

  // ---- cancellation ----

  /** asyncio semantics 18. */
  @Test
  void cancelBeforeTheFirstStep_neverRunsTheBody() {
    Task<Void> task =
        loop.createTask(
            () -> {
              log.add("body");
              return Coroutine.done();
            });
    assertTrue(task.cancel("no"));
    assertFalse(task.isCancelled());
    CancelledError e = assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
    assertEquals("no", e.getMessage());
    assertTrue(task.isCancelled());
    assertFalse(task.cancel());
    assertEquals(List.of(), log);
  }

  /** asyncio case 80. */
  @Test
  void cancelOfATaskThatYields_isDeliveredAtItsNextStep() {
    Task<Void> task = loop.createTask(() -> count("A"));
    runOnce();
    task.cancel();
    runOnce();
    assertTrue(task.isCancelled());
    assertEquals(List.of("A1"), log);
  }

  /** asyncio semantics 17. */
  @Test
  void cancel_reachesTheInnermostAwaitedFuture() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> inner = loop.createTask(() -> Coroutine.of(Await.of(future)));
    Task<String> outer = loop.createTask(() -> nested(inner));
    runPasses(2);
    assertTrue(outer.cancel("why"));
    assertTrue(future.isCancelled());
    CancelledError e = assertThrows(CancelledError.class, () -> loop.runUntilComplete(outer));
    assertEquals("why", e.getMessage());
    assertTrue(inner.isCancelled());
  }

  @Test
  void cancel_goesDownALongChainOfTasksWithoutRecursion() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> last = loop.createTask(() -> Coroutine.of(Await.of(future)));
    for (int i = 0; i < 50_000; i++) {
      Task<String> inner = last;
      last = loop.createTask(() -> Coroutine.of(Await.of(inner)));
    }
    runPasses(2);
    assertTrue(last.cancel());
    assertTrue(future.isCancelled());
    Task<String> outermost = last;
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(outermost));
  }

  @Test
  void cancel_goesDownALongChainOfHotMethodsWithoutRecursion() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> outermost = loop.createTask(() -> Coroutine.of(Await.of(hotChain(future))));
    runPasses(2);
    assertTrue(outermost.cancel("why"));
    CancelledError e = assertThrows(CancelledError.class, () -> loop.runUntilComplete(outermost));
    assertEquals("why", e.getMessage());
    assertTrue(future.isCancelled());
    assertEquals(Set.of(), loop.allTasks());
  }

  private static CompletableFuture<String> hotChain(AsyncFuture<String> future) {
    CompletableFuture<String> last = future.toCompletableFuture();
    for (int i = 0; i < 20_000; i++) {
      last = hot(last);
    }
    return last;
  }

  @Async
  private static CompletableFuture<String> hot(CompletableFuture<String> inner) {
    return CompletableFuture.completedFuture(Await.of(inner));
  }

  @Test
  void cancelOfTasksThatAwaitEachOther_ends() {
    List<Task<String>> circle = new ArrayList<>();
    circle.add(loop.createTask(() -> Coroutine.of(Await.of(circle.get(1)))));
    circle.add(loop.createTask(() -> Coroutine.of(Await.of(circle.get(0)))));
    runOnce();
    assertTrue(circle.get(0).cancel());
    loop.setExceptionHandler((l, context) -> {}); // they are left when the loop is closed
  }

  /** Semantics 30: once per task. Asyncio semantics 30. */
  @Test
  void pendingTask_isReportedWhenTheLoopIsClosed() {
    List<Object> reported = new ArrayList<>();
    loop.setExceptionHandler((l, context) -> reported.add(context.future()));
    Task<String> task = loop.createTask(() -> Coroutine.of(Await.of(loop.createFuture())));
    runOnce();
    loop.close();
    loop.close();
    assertEquals(List.of(task), reported);
  }

  @Async
  private static Coroutine<String> nested(Task<String> inner) {
    return Coroutine.of(Await.of(nestedDeeper(inner)));
  }

  @Async
  private static Coroutine<String> nestedDeeper(Task<String> inner) {
    return Coroutine.of(Await.of(inner));
  }

  @Test
  void cancel_cancelsTheAwaitedStage_andTheAwaitThrowsCancelledError() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Task<String> task = loop.createTask(() -> Coroutine.of(Await.of(stage)));
    runOnce();
    task.cancel();
    assertTrue(stage.isCancelled());
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
    assertTrue(task.isCancelled());
  }

  @Test
  void stageCancelledByOthers_isNoCancellationOfTheTask() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Task<String> task =
        loop.createTask(
            () -> {
              try {
                return Coroutine.of(Await.of(stage));
              } catch (java.util.concurrent.CancellationException e) {
                return Coroutine.of("cancelled elsewhere");
              }
            });
    runOnce();
    stage.cancel(true);
    assertEquals("cancelled elsewhere", loop.runUntilComplete(task));
  }

  /** asyncio case 81. */
  @Test
  void taskThatCatchesItsCancellation_isNotCancelled() {
    Task<Integer> task =
        loop.createTask(
            () -> {
              try {
                Await.of(Weft.sleep(LONG));
              } catch (CancelledError e) {
                return Coroutine.of(42);
              }
              return Coroutine.of(0);
            });
    runOnce();
    task.cancel();
    assertEquals(42, loop.runUntilComplete(task));
    assertFalse(task.isCancelled());
  }

  /** asyncio case 82; asyncio semantics 20. */
  @Test
  void swallowedCancellation_isNotDeliveredAgain() {
    Task<Duration> task =
        loop.createTask(
            () -> {
              try {
                Await.of(Weft.sleep(LONG));
              } catch (CancelledError swallowed) {
                log.add("swallowed");
              }
              Duration before = loop.time();
              Await.of(Weft.sleep(LONG));
              return Coroutine.of(loop.time().minus(before));
            });
    runOnce();
    task.cancel();
    assertEquals(LONG, loop.runUntilComplete(task));
    assertEquals(List.of("swallowed"), log);
  }

  /** asyncio semantics 22. */
  @Test
  void catchException_doesNotSwallowACancellation() {
    Task<Void> task =
        loop.createTask(
            () -> {
              try {
                Await.of(Weft.sleep(LONG));
              } catch (Exception e) {
                log.add("swallowed");
              } finally {
                log.add("finally");
              }
              return Coroutine.done();
            });
    runOnce();
    task.cancel();
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
    assertEquals(List.of("finally"), log);
  }

  /** asyncio case 83; asyncio semantics 18. */
  @Test
  void taskThatCancelsItself_isCancelledAtItsNextAwait() {
    Task<Void> task =
        loop.createTask(
            () -> {
              Weft.currentTask().cancel();
              log.add("still runs");
              Await.of(Weft.sleep(LONG));
              log.add("never");
              return Coroutine.done();
            });
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
    assertEquals(List.of("still runs"), log);
    assertEquals(Duration.ZERO, loop.time());
  }

  @Test
  void awaitOfWhatIsReady_isNoCancellationPoint() {
    Task<String> task =
        loop.createTask(
            () -> {
              Weft.currentTask().cancel();
              log.add(Await.of(CompletableFuture.completedFuture("ready")));
              log.add(Await.of(Coroutine.of("coroutine")));
              Await.of(Weft.sleep(YIELD));
              return Coroutine.of("never");
            });
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
    assertEquals(List.of("ready", "coroutine"), log);
  }

  /** asyncio case 84; asyncio semantics 18. */
  @Test
  void cancelInTheLastStep_cancelsAndDropsTheResult() {
    Task<String> task =
        loop.createTask(
            () -> {
              Weft.currentTask().cancel();
              return Coroutine.of("dropped");
            });
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
    assertTrue(task.isCancelled());
  }

  /** asyncio case 85. */
  @Test
  void pendingCancellation_reachesWhatTheTaskThenAwaits() {
    Task<Void> nested = loop.createTask(Weft.sleep(LONG));
    Task<Void> task =
        loop.createTask(
            () -> {
              Weft.currentTask().cancel();
              return Coroutine.of(Await.of(nested));
            });
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
    assertTrue(nested.isCancelled());
  }

  /** asyncio semantics 19. */
  @Test
  void cancelOfATaskThatIsAboutToResume_losesTheValue() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task = loop.createTask(() -> Coroutine.of(Await.of(future)));
    runOnce();
    future.setResult("lost");
    assertTrue(task.cancel());
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
  }

  /** asyncio semantics 21. */
  @Test
  void requests_areCounted() {
    Task<Void> task = loop.createTask(Weft.sleep(LONG));
    assertEquals(0, task.cancelling());
    assertEquals(0, task.uncancel());
    task.cancel();
    task.cancel();
    assertEquals(2, task.cancelling());
    assertEquals(1, task.uncancel());
    assertEquals(1, task.cancelling());
  }

  /** asyncio case 86. */
  @Test
  void uncancelInAHandler_letsOnlyTheStructuredBlockEnd() {
    Task<Boolean> task =
        loop.createTask(
            () -> {
              boolean timedOut = false;
              try {
                Await.of(Weft.sleep(LONG));
              } catch (CancelledError e) {
                timedOut = Weft.currentTask().uncancel() <= 0;
                if (!timedOut) {
                  throw e;
                }
              }
              Await.of(Weft.sleep(YIELD));
              return Coroutine.of(timedOut);
            });
    runOnce();
    task.cancel();
    assertTrue(loop.runUntilComplete(task));
    assertEquals(0, task.cancelling());
  }

  /** asyncio case 86. */
  @Test
  void secondRequest_keepsTheCancellationAlive() {
    Task<Boolean> task =
        loop.createTask(
            () -> {
              try {
                Await.of(Weft.sleep(LONG));
              } catch (CancelledError e) {
                if (Weft.currentTask().uncancel() > 0) {
                  throw e;
                }
              }
              return Coroutine.of(true);
            });
    runOnce();
    task.cancel();
    task.cancel();
    assertThrows(CancelledError.class, () -> loop.runUntilComplete(task));
    assertEquals(1, task.cancelling());
  }

  /** asyncio case 87. */
  @Test
  void uncancelToZeroBeforeDelivery_revokesTheCancellation() {
    Task<Integer> task =
        loop.createTask(
            () -> {
              Await.of(Weft.sleep(YIELD));
              Weft.currentTask().cancel();
              assertEquals(0, Weft.currentTask().uncancel());
              Await.of(Weft.sleep(YIELD));
              return Coroutine.of(42);
            });
    assertEquals(42, loop.runUntilComplete(task));
    assertEquals(0, task.cancelling());
  }

  /** asyncio case 88. */
  @Test
  void cancelledSleep_leavesNoTimer() {
    VirtualTime time = new VirtualTime();
    try (EventLoop fresh = time.newLoop()) {
      Task<Void> task = fresh.createTask(Weft.sleep(LONG));
      fresh.callLater(Duration.ofSeconds(1), task::cancel);
      assertThrows(CancelledError.class, () -> fresh.runUntilComplete(task));
      fresh.callLater(LONG.multipliedBy(2), fresh::stop);
      int before = time.polls();
      fresh.runForever();
      assertEquals(1, time.polls() - before);
    }
  }

  /** asyncio semantics 16. */
  @Test
  void cancelledTask_mayFailInstead() {
    IOException failure = new IOException();
    Task<Void> task =
        loop.createTask(
            () -> {
              try {
                Await.of(Weft.sleep(LONG));
              } catch (CancelledError e) {
                throw failure;
              }
              return Coroutine.done();
            });
    runOnce();
    task.cancel();
    assertSame(failure, assertThrows(IOException.class, () -> loop.runUntilComplete(task)));
    assertFalse(task.isCancelled());
  }

  // ---- contexts ----

  private static final ContextVar<String> VARIABLE = ContextVar.of("variable", "none");

  /** asyncio semantics 29. */
  @Test
  void task_runsInACopyOfItsCreatorsContext() {
    loop.runUntilComplete(
        () -> {
          VARIABLE.set("creator");
          Task<Void> child =
              Weft.createTask(
                  () -> {
                    log.add(VARIABLE.get());
                    VARIABLE.set("child");
                    Await.of(Weft.sleep(YIELD));
                    log.add(VARIABLE.get());
                    return Coroutine.done();
                  });
          VARIABLE.set("changed");
          Await.of(child);
          log.add(VARIABLE.get());
          return Coroutine.done();
        });
    assertEquals(List.of("creator", "child", "changed"), log);
    assertEquals("none", VARIABLE.get());
  }

  /** asyncio case 89. */
  @Test
  void callbacksContextChanges_doNotLeakIntoTheTask() {
    loop.runUntilComplete(
        () -> {
          VARIABLE.set("task");
          AsyncFuture<Void> future = loop.createFuture();
          future.addDoneCallback(
              done -> {
                log.add(VARIABLE.get());
                VARIABLE.set("callback");
              });
          loop.callSoon(
              () -> {
                log.add(VARIABLE.get());
                future.setResult(null);
              });
          Await.of(future);
          Await.of(Weft.sleep(LONG));
          log.add(VARIABLE.get());
          return Coroutine.done();
        });
    assertEquals(List.of("task", "task", "task"), log);
  }

  /** asyncio semantics 29. */
  @Test
  void explicitContext_isSharedNotCopied() {
    Context context = Context.empty();
    Task<Void> task = loop.createTask(Weft.sleep(YIELD), null, context);
    assertSame(context, task.context());
    assertNotSame(context, loop.createTask(Coroutine.done()).context());
    Task<Void> setter = loop.createTask(setVariable(), null, context);
    loop.runUntilComplete(setter);
    assertEquals("set", context.find(VARIABLE));
  }

  @Async
  private static Coroutine<Void> setVariable() {
    VARIABLE.set("set");
    return Coroutine.done();
  }

  @Test
  void contextOfATask_isItsOwnFromTheBeginning() {
    Task<Void> first = loop.createTask(logVariable());
    Task<Void> second = loop.createTask(logVariable());
    Context context = first.context();
    assertSame(context, first.context());
    assertNotSame(context, second.context());
    context.run(() -> VARIABLE.set("first"));
    loop.runUntilComplete(second);
    assertEquals(List.of("first", "none"), log);
    assertSame(context, first.context());
  }

  @Async
  private Coroutine<Void> logVariable() {
    log.add(VARIABLE.get());
    Await.of(Weft.sleep(YIELD));
    return Coroutine.done();
  }

  @Test
  void contextOfTheCurrentTask_isTheOneItIsIn() {
    loop.runUntilComplete(
        () -> {
          Context before = Weft.currentTask().context();
          VARIABLE.set("set");
          assertEquals("set", before.find(VARIABLE));
          assertSame(before, Weft.currentTask().context());
          Await.of(Weft.sleep(YIELD));
          assertEquals("set", VARIABLE.get());
          assertSame(before, Weft.currentTask().context());
          return Coroutine.done();
        });
  }

  @Test
  void contextOfATaskThatHasSetAVariable_hasIt() {
    loop.runUntilComplete(
        () -> {
          VARIABLE.set("set");
          Context context = Weft.currentTask().context();
          assertEquals("set", context.find(VARIABLE));
          Await.of(Weft.sleep(YIELD));
          VARIABLE.set("later");
          assertEquals("later", context.find(VARIABLE));
          return Coroutine.done();
        });
  }

  @Test
  void contextOfATaskInAnother_isNotTheOther() {
    loop.runUntilComplete(
        () -> {
          Task<?> task = Weft.currentTask();
          Context other = Context.empty();
          other.run(
              () -> {
                assertNotSame(other, task.context());
                VARIABLE.set("other");
                assertNull(task.context().find(VARIABLE));
              });
          VARIABLE.set("task");
          assertEquals("task", task.context().find(VARIABLE));
          assertEquals("other", other.find(VARIABLE));
          return Coroutine.done();
        });
  }

  /** The step of the one goes on inside that of the other. */
  @Test
  void contextsOfATaskAndOfAnEagerOneInIt_areTwo() {
    loop.runUntilComplete(
        () -> {
          Task<?> outer = Weft.currentTask();
          loop.setTaskFactory(TaskFactory.eager());
          Task<Void> inner = Weft.createTask(() -> setAndCompare(outer));
          loop.setTaskFactory(null);
          assertNull(outer.context().find(VARIABLE));
          VARIABLE.set("outer");
          assertEquals("outer", outer.context().find(VARIABLE));
          Await.of(inner);
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<Void> setAndCompare(Task<?> outer) {
    Context outers = outer.context();
    Context own = Weft.currentTask().context();
    assertNotSame(outers, own);
    VARIABLE.set("inner");
    assertNull(outers.find(VARIABLE));
    assertEquals("inner", own.find(VARIABLE));
    Await.of(Weft.sleep(YIELD));
    assertSame(own, Weft.currentTask().context());
    assertSame(outers, outer.context());
    assertEquals("outer", outers.find(VARIABLE));
    assertEquals("inner", VARIABLE.get());
    return Coroutine.done();
  }

  @Test
  void variableSetBeforeAnAwait_canBeResetAfterIt() {
    loop.runUntilComplete(
        loop.createTask(
            () -> {
              ContextVar.Token<String> token = VARIABLE.set("set");
              Task<Void> child = Weft.createTask(setVariable());
              Await.of(child);
              assertEquals("set", VARIABLE.get());
              VARIABLE.reset(token);
              assertEquals("none", VARIABLE.get());
              return Coroutine.done();
            }));
  }

  @Test
  void variableThatATaskSets_isSeenByNoOther() {
    Task<Void> setter = loop.createTask(setVariable());
    loop.callSoon(() -> VARIABLE.set("callback"));
    loop.runUntilComplete(logVariable());
    assertTrue(setter.isDone());
    assertEquals(List.of("none"), log);
    assertEquals("none", VARIABLE.get());
  }
}
