package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import dev.weft.internal.loop.LogCapture;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(60)
@SuppressWarnings("weft:BlockingCall") // on purpose
class WeftTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final List<String> log = new ArrayList<>();

  @Async
  private static Coroutine<String> greet(String name) {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of("hello " + name);
  }

  // ---- run ----

  /** Rows A1 and Z10. */
  @Test
  void run_givesTheResult() {
    assertEquals("hello you", Weft.run(greet("you")));
    assertEquals("hello me", Weft.run(() -> greet("me")));
  }

  /** Row A6. */
  @Test
  void run_throwsTheFailureItself() {
    IOException failure = new IOException();
    assertSame(failure, assertThrows(IOException.class, () -> Weft.run(() -> failing(failure))));
  }

  @Async
  private static Coroutine<String> failing(IOException failure) throws IOException {
    Await.of(Weft.sleep(Duration.ZERO));
    throw failure;
  }

  /** Row A4. */
  @Test
  void run_endsWithMainAlthoughOthersSleep() {
    assertEquals(
        "done",
        Weft.run(
            () -> {
              Weft.createTask(Weft.sleep(HOUR));
              return Coroutine.of("done");
            }));
  }

  /** asyncio case 114; row A5; asyncio semantics 40. */
  @Test
  void run_cancelsAndAwaitsTheTasksThatAreLeft() {
    Task<Void> left =
        Weft.run(
            () -> {
              Task<Void> task =
                  Weft.createTask(
                      () -> {
                        try {
                          Await.of(Weft.sleep(HOUR));
                        } finally {
                          Await.of(Weft.sleep(Duration.ofMillis(1)));
                          log.add("cleaned up");
                        }
                        return Coroutine.done();
                      });
              Await.of(Weft.sleep(Duration.ZERO));
              return Coroutine.of(task);
            });
    assertTrue(left.isCancelled());
    assertEquals(List.of("cleaned up"), log);
  }

  /** asyncio case 115. */
  @Test
  void run_reportsFailuresOfTheTasksThatAreLeft() {
    IllegalStateException failure = new IllegalStateException("cleanup");
    List<ExceptionContext> reports = new ArrayList<>();
    String result =
        Weft.run(
            () -> {
              EventLoop.running().setExceptionHandler((loop, context) -> reports.add(context));
              Weft.createTask(
                  () -> {
                    try {
                      Await.of(Weft.sleep(HOUR));
                    } finally {
                      fail(failure);
                    }
                    return Coroutine.done();
                  });
              Await.of(Weft.sleep(Duration.ZERO));
              return Coroutine.of("returned");
            });
    assertEquals("returned", result);
    assertEquals(1, reports.size());
    assertSame(failure, reports.get(0).exception());
    assertTrue(reports.get(0).future().isDone());
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  /** asyncio case 116; row A7. */
  @Test
  void run_insideARunningLoop_throwsAndStartsNothing() {
    Weft.run(
        () -> {
          assertThrows(
              IllegalStateException.class,
              () ->
                  Weft.run(
                      () -> {
                        log.add("inner");
                        return Coroutine.done();
                      }));
          return Coroutine.done();
        });
    assertEquals(List.of(), log);
  }

  /** Row A8. */
  @Test
  void run_afterRun_findsNothingOfTheFirst() {
    EventLoop first = Weft.run(() -> Coroutine.of(EventLoop.running()));
    EventLoop second = Weft.run(() -> Coroutine.of(EventLoop.running()));
    assertNotSame(first, second);
    assertTrue(first.isClosed());
  }

  @Test
  void interruptedRun_cancelsMainAndKeepsTheFlag() {
    assertThrows(
        CancelledError.class,
        () ->
            Weft.run(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    Await.of(Weft.sleep(HOUR));
                  } finally {
                    Await.of(Weft.sleep(Duration.ofMillis(1)));
                    log.add("cleaned up");
                  }
                  return Coroutine.done();
                }));
    assertTrue(Thread.interrupted());
    assertEquals(List.of("cleaned up"), log);
  }

  // ---- sleep ----

  /** Row A18. */
  @Test
  void sleep_takesItsTimeAndGivesItsResult() {
    VirtualTime.run(
        () -> {
          Duration before = EventLoop.running().time();
          assertEquals("awake", Await.of(Weft.sleep(Duration.ofSeconds(3), "awake")));
          assertEquals(Duration.ofSeconds(3), EventLoop.running().time().minus(before));
          assertNull(Await.of(Weft.sleep(Duration.ofSeconds(-1))));
          assertEquals("at once", Await.of(Weft.sleep(Duration.ZERO, "at once")));
          return Coroutine.done();
        });
  }

  /** Row A18; asyncio semantics 6. */
  @Test
  void sleepOfZero_letsTheOthersRunOnce() {
    VirtualTime.run(
        () -> {
          EventLoop.running().callSoon(() -> log.add("ready"));
          Await.of(Weft.sleep(Duration.ZERO));
          assertEquals(List.of("ready"), log);
          return Coroutine.done();
        });
  }

  // ---- gather ----

  @Test
  void gather_givesResultsInOrderOfTheArguments() {
    VirtualTime.run(
        () -> {
          List<String> results =
              Await.of(
                  Weft.gather(
                      Weft.sleep(Duration.ofSeconds(2), "slow"),
                      Weft.sleep(Duration.ofSeconds(1), "fast"),
                      Weft.createTask(Coroutine.of("task"))));
          assertEquals(List.of("slow", "fast", "task"), results);
          assertEquals(Duration.ofSeconds(2), EventLoop.running().time());
          assertEquals(List.of(), Await.of(Weft.gather(List.<Coroutine<String>>of())));
          return Coroutine.done();
        });
  }

  /** asyncio semantics 26. */
  @Test
  void gatherOfOneAwaitableTwice_runsItOnce() {
    VirtualTime.run(
        () -> {
          Coroutine<String> coroutine = greet("x");
          assertEquals(List.of("hello x", "hello x"), Await.of(Weft.gather(coroutine, coroutine)));
          return Coroutine.done();
        });
  }

  /** asyncio case 96; asyncio semantics 26. */
  @Test
  void gather_failsWithTheFirstFailureAtOnce_theOthersGoOn() {
    IOException failure = new IOException("first");
    VirtualTime.run(
        () -> {
          List<ExceptionContext> reports = new ArrayList<>();
          EventLoop.running().setExceptionHandler((loop, context) -> reports.add(context));
          Task<String> other = Weft.createTask(Weft.sleep(Duration.ofSeconds(1), "other"));
          Task<String> laterFailure =
              Weft.createTask(
                  () -> {
                    Await.of(Weft.sleep(Duration.ofMillis(1)));
                    throw new IOException("second");
                  });
          try {
            Await.of(Weft.gather(failing(failure), other, laterFailure), IOException.class);
          } catch (IOException e) {
            assertSame(failure, e);
            assertEquals(Duration.ZERO, EventLoop.running().time());
          }
          assertEquals("other", Await.of(other));
          assertEquals(List.of(), reports);
          return Coroutine.done();
        });
  }

  /** asyncio semantics 26. */
  @Test
  void cancelledChild_failsTheWholeWithoutCancellingIt() {
    VirtualTime.run(
        () -> {
          Task<Void> child = Weft.createTask(Weft.sleep(HOUR));
          Task<Void> other = Weft.createTask(Weft.sleep(Duration.ofSeconds(1)));
          AsyncFuture<List<Void>> whole = Weft.gather(child, other);
          child.cancel("child");
          try {
            Await.of(whole);
          } catch (CancelledError e) {
            log.add(e.getMessage());
          }
          assertFalse(whole.isCancelled());
          assertFalse(other.isDone());
          assertEquals(List.of("child"), log);
          return Coroutine.done();
        });
  }

  /** asyncio case 94. */
  @Test
  void gather_refusesToBeCancelledOnceAllChildrenAreDone() {
    try (EventLoop loop = VirtualTime.loop()) {
      AsyncFuture<String> child = loop.createFuture();
      AsyncFuture<List<String>> whole =
          loop.runUntilComplete(() -> Coroutine.of(Weft.gather(child)));
      child.setResult("x");
      assertFalse(whole.cancel());
      assertEquals(List.of("x"), loop.runUntilComplete(whole));
    }
  }

  @Test
  void cancellingTheWhole_cancelsEveryChild() {
    VirtualTime.run(
        () -> {
          Task<Void> one = Weft.createTask(Weft.sleep(HOUR));
          Task<Void> two = Weft.createTask(Weft.sleep(HOUR));
          AsyncFuture<List<Void>> whole = Weft.gather(one, two);
          assertTrue(whole.cancel("all"));
          try {
            Await.of(whole);
          } catch (CancelledError e) {
            log.add(e.getMessage());
          }
          Await.of(Weft.sleep(Duration.ZERO));
          assertTrue(one.isCancelled() && two.isCancelled());
          assertEquals(List.of("all"), log);
          return Coroutine.done();
        });
  }

  // ---- map ----

  @Test
  void map_worksOnAFewAtATimeAndKeepsTheOrder() {
    VirtualTime.run(
        () -> {
          int[] running = {0};
          int[] most = {0};
          List<Integer> results =
              Await.of(
                  Weft.map(
                      List.of(5, 4, 3, 2, 1),
                      2,
                      n -> {
                        most[0] = Math.max(most[0], ++running[0]);
                        Await.of(Weft.sleep(Duration.ofSeconds(n)));
                        running[0]--;
                        return Coroutine.of(n * 10);
                      }));
          assertEquals(List.of(50, 40, 30, 20, 10), results);
          assertEquals(2, most[0]);
          assertEquals(Duration.ofSeconds(8), EventLoop.running().time());
          return Coroutine.done();
        });
  }

  @Test
  void mapOfNothing_isNothing() {
    assertEquals(
        List.of(), VirtualTime.run(() -> Weft.map(List.<String>of(), 3, name -> greet(name))));
  }

  @Test
  void errorOfTheInputs_failsTheMap() {
    AssertionError failure = new AssertionError("broken inputs");
    Iterable<String> inputs =
        () -> Stream.of("a", "b").peek(name -> failAt("b", name, failure)).iterator();
    assertSame(
        failure,
        assertThrows(
            AssertionError.class,
            () -> VirtualTime.run(() -> Weft.map(inputs, 1, name -> greet(name)))));
  }

  private static void failAt(String bad, String name, AssertionError failure) {
    if (name.equals(bad)) {
      throw failure;
    }
  }

  @Test
  void errorOfABodyThatIsNotWoven_failsTheMap() {
    AssertionError failure = new AssertionError("broken body");
    AsyncFunction<String, String, RuntimeException> body = new Broken(failure);
    assertSame(
        failure,
        assertThrows(
            AssertionError.class, () -> VirtualTime.run(() -> Weft.map(List.of("a"), 1, body))));
  }

  /** Throws when it is called, as no async method does. */
  private record Broken(AssertionError failure)
      implements AsyncFunction<String, String, RuntimeException> {
    @Override
    public Coroutine<String> apply(String name) {
      throw failure;
    }
  }

  @Test
  void mapWithoutRoom_throws() {
    assertThrows(
        IllegalArgumentException.class,
        () -> VirtualTime.run(() -> Weft.map(List.of("x"), 0, name -> greet(name))));
  }

  @Test
  void failureOfOne_cancelsTheOthersAndWaitsForTheirEnd() {
    IOException failure = new IOException("first");
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                Weft.map(
                    List.of(1, 2, 3, 4),
                    3,
                    n -> {
                      log.add("begin " + n);
                      if (n == 2) {
                        Await.of(failing(failure));
                      }
                      try {
                        Await.of(Weft.sleep(HOUR));
                      } finally {
                        Await.of(Weft.sleep(Duration.ofSeconds(n)));
                        log.add("end " + n);
                      }
                      return Coroutine.of(n);
                    }));
          } catch (IOException e) {
            assertSame(failure, e);
            log.add("failed");
          }
          assertEquals(List.of("begin 1", "begin 2", "begin 3", "end 1", "end 3", "failed"), log);
          assertTrue(Weft.allTasks().size() == 1);
          return Coroutine.done();
        });
  }

  @Test
  void laterFailures_areSuppressed() {
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                Weft.map(
                    List.of(1, 2),
                    2,
                    n -> {
                      try {
                        Await.of(Weft.sleep(n == 1 ? Duration.ZERO : HOUR));
                      } finally {
                        fail(new IllegalStateException("" + n));
                      }
                      return Coroutine.of(n);
                    }));
          } catch (IllegalStateException e) {
            assertEquals("1", e.getMessage());
            assertEquals("2", e.getSuppressed()[0].getMessage());
            log.add("failed");
          }
          return Coroutine.done();
        });
    assertEquals(List.of("failed"), log);
  }

  @Test
  void brokenInputs_failTheMap() {
    Iterable<String> broken =
        () -> {
          throw new IllegalStateException("inputs");
        };
    assertThrows(
        IllegalStateException.class,
        () -> VirtualTime.run(() -> Weft.map(broken, 1, name -> greet(name))));
  }

  @Test
  void cancellingAMapThatHasFailed_isACancellation() {
    VirtualTime.run(
        () -> {
          Task<List<Integer>> map =
              Weft.createTask(() -> Weft.map(List.of(0, 1), 2, WeftTest::failOrCleanUp));
          Await.of(Weft.sleep(Duration.ofSeconds(2)));
          map.cancel("why");
          try {
            Await.of(map);
          } catch (CancelledError cancelled) {
            log.add(cancelled.getMessage() + ", after " + cancelled.getSuppressed()[0]);
          }
          return Coroutine.done();
        });
    assertEquals(List.of("why, after java.io.IOException: first"), log);
  }

  /** Fails after a second if {@code i} is zero, or else takes an hour, and two to clean up. */
  @Async
  private static Coroutine<Integer> failOrCleanUp(int i) throws IOException {
    if (i == 0) {
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
      throw new IOException("first");
    }
    try {
      Await.of(Weft.sleep(Duration.ofHours(1)));
    } finally {
      Await.of(Weft.sleep(Duration.ofHours(2)));
    }
    return Coroutine.of(i);
  }

  @Test
  void cancellingAMap_cancelsWhatRunsAndWaitsForIt() {
    VirtualTime.run(
        () -> {
          Task<List<Integer>> map =
              Weft.createTask(
                  () ->
                      Weft.map(
                          List.of(1, 2, 3),
                          2,
                          n -> {
                            try {
                              Await.of(Weft.sleep(HOUR));
                            } finally {
                              log.add("end " + n);
                            }
                            return Coroutine.of(n);
                          }));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          map.cancel("enough");
          try {
            Await.of(map);
          } catch (CancelledError e) {
            log.add(e.getMessage());
          }
          assertEquals(List.of("end 1", "end 2", "enough"), log);
          return Coroutine.done();
        });
  }

  // ---- other threads ----

  @Test
  void toThread_runsElsewhereInACopyOfTheContext() throws Exception {
    ContextVar<String> variable = ContextVar.of("variable", "none");
    Thread here = Thread.currentThread();
    String seen =
        Weft.run(
            () -> {
              variable.set("caller");
              return Weft.toThread(
                  () -> {
                    assertNotSame(here, Thread.currentThread());
                    return variable.get();
                  });
            });
    assertEquals("caller", seen);
  }

  @Test
  void toThread_throwsWhatTheWorkThrows() {
    IOException failure = new IOException();
    Weft.run(
        () -> {
          try {
            Await.of(
                Weft.toThread(
                    () -> {
                      throw failure;
                    }));
          } catch (IOException e) {
            assertSame(failure, e);
            log.add("caught");
          }
          return Coroutine.done();
        });
    assertEquals(List.of("caught"), log);
  }

  /** Rows S2, S3 and S5. */
  @Test
  void runInExecutor_startsAtOnceOnTheGivenExecutor() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor(r -> new Thread(r, "mine"));
    try {
      String name =
          Weft.run(
              () -> {
                CountDownLatch started = new CountDownLatch(1);
                AsyncFuture<String> work =
                    EventLoop.running()
                        .runInExecutor(
                            executor,
                            () -> {
                              started.countDown();
                              return Thread.currentThread().getName();
                            });
                assertTrue(started.await(30, TimeUnit.SECONDS));
                return Coroutine.of(Await.of(work));
              });
      assertEquals("mine", name);
    } finally {
      executor.shutdown();
    }
  }

  /** asyncio case 19; asyncio semantics 13. */
  @Test
  void workThatEndsAfterTheLoopWasClosed_isDropped() {
    List<Runnable> queued = new ArrayList<>();
    EventLoop loop = VirtualTime.loop();
    AsyncFuture<String> cancelled = loop.runInExecutor(queued::add, () -> "late");
    AsyncFuture<String> pending = loop.runInExecutor(queued::add, () -> "late");
    cancelled.cancel();
    loop.close();
    queued.forEach(Runnable::run);
    assertTrue(cancelled.isCancelled());
    assertFalse(pending.isDone());
  }

  @Test
  void workCancelledBeforeItBegan_neverRuns() {
    List<Runnable> queued = new ArrayList<>();
    try (EventLoop loop = VirtualTime.loop()) {
      AsyncFuture<Boolean> work = loop.runInExecutor(queued::add, () -> log.add("ran"));
      work.cancel();
      loop.stop();
      loop.runForever();
      queued.forEach(Runnable::run);
      assertEquals(List.of(), log);
    }
  }

  /** Rows S9 and S10. */
  @Test
  void defaultExecutor_canBeReplacedAndIsShutDownWithTheLoop() {
    ExecutorService executor = Executors.newSingleThreadExecutor(r -> new Thread(r, "default"));
    String name =
        Weft.run(
            () -> {
              EventLoop.running().setDefaultExecutor(executor);
              return Weft.toThread(() -> Thread.currentThread().getName());
            });
    assertEquals("default", name);
    assertTrue(executor.isTerminated());
  }

  @Test
  void stageOfALoopThatIsClosedBeforeTheTaskHasEnded_isCancelled() {
    EventLoop loop = EventLoop.create();
    loop.setExceptionHandler((l, context) -> log.add(context.message()));
    CompletableFuture<Void> begun =
        Weft.runCoroutineThreadsafe(() -> Weft.sleep(Duration.ofHours(1)), loop);
    loop.stop();
    loop.runForever();
    CompletableFuture<String> notBegun = Weft.runCoroutineThreadsafe(() -> greet("x"), loop);
    loop.close();
    assertTrue(begun.isCancelled());
    assertTrue(notBegun.isCancelled());
    assertEquals(List.of("Task was destroyed but it is pending"), log);
  }

  @Test
  void runCoroutineThreadsafe_givesResultAndFailureToAnotherThread() throws Exception {
    try (LoopThread other = LoopThread.start("other")) {
      assertEquals("hello x", Weft.runCoroutineThreadsafe(greet("x"), other.loop()).get());
      IOException failure = new IOException();
      CompletableFuture<String> failed =
          Weft.runCoroutineThreadsafe(() -> failing(failure), other.loop());
      assertSame(failure, assertThrows(CompletionException.class, failed::join).getCause());
    }
  }

  /**
   * asyncio case 90. What {@code orTimeout} does when its time is over, at a time of our choice.
   */
  @Test
  void timeoutOnTheOtherThread_cancelsTheCoroutine() throws Exception {
    try (LoopThread other = LoopThread.start("other")) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch cancelled = new CountDownLatch(1);
      CompletableFuture<Void> stage =
          Weft.runCoroutineThreadsafe(
              () -> {
                begun.countDown();
                try {
                  Await.of(Weft.sleep(HOUR));
                } catch (CancelledError e) {
                  cancelled.countDown();
                  throw e;
                }
                return Coroutine.done();
              },
              other.loop());
      begun.await();
      stage.completeExceptionally(new java.util.concurrent.TimeoutException());
      cancelled.await();
      assertThrows(CompletionException.class, stage::join);
    }
  }

  @Test
  void executorThatDoesNotEndInTime_isLogged() {
    CountDownLatch end = new CountDownLatch(1);
    try (LogCapture captured = new LogCapture()) {
      Weft.run(
          () -> {
            EventLoop loop = EventLoop.running();
            loop.runInExecutor(
                null,
                () -> {
                  end.await();
                  return null;
                });
            Await.of(loop.shutdownDefaultExecutor(Duration.ofMillis(1)));
            end.countDown();
            return Coroutine.done();
          });
      assertTrue(captured.text().contains("did not end within PT0.001S"), captured.text());
    }
  }

  /** Several loops, each on a virtual thread. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void loops_runOnVirtualThreads() throws Exception {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    List<Thread> threads = new ArrayList<>();
    List<Object> results = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 20; i++) {
      Runnable program = () -> results.add(Weft.run(() -> onVirtualThread()));
      threads.add((Thread) start.invoke(null, program));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(Collections.nCopies(20, "hello you"), results);
  }

  @Async
  private static Coroutine<String> onVirtualThread() {
    Await.of(Weft.toThread(() -> null));
    Await.of(CompletableFuture.runAsync(() -> {}));
    return greet("you");
  }

  @Test
  void withoutARunningLoop_everythingSaysSo() {
    for (Runnable call :
        List.<Runnable>of(
            () -> Weft.createTask(Coroutine.done()),
            Weft::currentTask,
            Weft::allTasks,
            () -> Weft.gather(Coroutine.done()))) {
      IllegalStateException e = assertThrows(IllegalStateException.class, call::run);
      assertTrue(e.getMessage().contains("no running event loop"));
    }
    assertEquals(Set.of(), VirtualTime.run(() -> Coroutine.of(Set.of())));
  }
}
