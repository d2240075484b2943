package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Context;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Handle;
import dev.weft.TimerHandle;
import dev.weft.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunLoopTest {

  private final VirtualTime time = new VirtualTime();
  private final EventLoop loop = time.newLoop();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private Runnable logging(String entry) {
    return () -> log.add(entry);
  }

  /** Runs what is ready, one pass. */
  private void runOnce() {
    loop.stop();
    loop.runForever();
  }

  private void runFor(Duration duration) {
    loop.callLater(duration, loop::stop);
    loop.runForever();
  }

  // ---- lifecycle ----

  /** asyncio case 1; rows B23, B27 and B28. */
  @Test
  void close_isForGoodAndMayBeRepeated() {
    assertFalse(loop.isClosed());
    loop.close();
    loop.close();
    assertTrue(loop.isClosed());
    assertThrows(IllegalStateException.class, loop::runForever);
    assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(loop.createFuture()));
    assertThrows(IllegalStateException.class, () -> loop.callSoon(() -> {}));
    assertThrows(IllegalStateException.class, () -> loop.callSoonThreadsafe(() -> {}));
    assertThrows(
        IllegalStateException.class, () -> loop.callLater(Duration.ofSeconds(1), () -> {}));
  }

  /** Row B26. */
  @Test
  void close_discardsCallbacksAndTimers() {
    loop.callSoon(logging("soon"));
    loop.callSoonThreadsafe(logging("threadsafe"));
    loop.callLater(Duration.ofSeconds(1), logging("later"));
    loop.close();
    assertEquals(List.of(), log);
  }

  /** asyncio case 21; row B24. */
  @Test
  void close_whileRunning_throwsAndTheLoopGoesOn() {
    loop.callSoon(
        () -> {
          assertThrows(IllegalStateException.class, loop::close);
          loop.stop();
        });
    loop.runForever();
    assertFalse(loop.isClosed());
    loop.callSoon(logging("works"));
    runOnce();
    assertEquals(List.of("works"), log);
  }

  /** Row B22. */
  @Test
  void isRunning_isTrueInCallbacksOnly() {
    AtomicReference<Boolean> inside = new AtomicReference<>();
    loop.callSoon(() -> inside.set(loop.isRunning()));
    assertFalse(loop.isRunning());
    runOnce();
    assertTrue(inside.get());
    assertFalse(loop.isRunning());
  }

  /** Row A17. */
  @Test
  void running_findsTheLoopInItsCallbacksOnly() {
    AtomicReference<EventLoop> inside = new AtomicReference<>();
    loop.callSoon(() -> inside.set(EventLoop.running()));
    assertThrows(IllegalStateException.class, EventLoop::running);
    runOnce();
    assertSame(loop, inside.get());
    assertNull(EventLoop.findRunning());
  }

  /** asyncio case 15; row A12. */
  @Test
  void anotherLoopOnTheSameThread_cannotRun() {
    loop.callSoon(
        () -> {
          EventLoop other = VirtualTime.loop();
          IllegalStateException e = assertThrows(IllegalStateException.class, other::runForever);
          assertTrue(e.getMessage().contains("while another loop is running"));
          log.add("refused");
          other.close();
        });
    runOnce();
    assertEquals(List.of("refused"), log);
  }

  /** asyncio case 16. */
  @Test
  void runUntilComplete_insideTheRunningLoop_throws() {
    loop.callSoon(
        () -> {
          assertThrows(
              IllegalStateException.class, () -> loop.runUntilComplete(loop.createFuture()));
          assertThrows(IllegalStateException.class, loop::runForever);
          log.add("refused");
        });
    runOnce();
    assertEquals(List.of("refused"), log);
  }

  /** asyncio case 17; asyncio semantics 4. */
  @Test
  void runUntilComplete_stoppedBefore_throws() {
    loop.callSoon(loop::stop);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(loop.createFuture()));
    assertEquals("Event loop stopped before Future completed.", e.getMessage());
  }

  @Test
  void twoThreads_cannotRunOneLoop() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    loop.callSoon(running::countDown);
    Thread thread = new Thread(loop::runForever);
    thread.start();
    running.await();
    assertThrows(IllegalStateException.class, loop::runForever);
    loop.callSoonThreadsafe(loop::stop);
    thread.join();
  }

  // ---- passes ----

  /** Rows C3 and C4. */
  @Test
  void callbacks_runOnceEachInOrder() {
    for (int i = 0; i < 1_000; i++) {
      loop.callSoon(logging("" + i));
    }
    runOnce();
    runOnce();
    assertEquals(1_000, log.size());
    for (int i = 0; i < 1_000; i++) {
      assertEquals("" + i, log.get(i));
    }
  }

  /** asyncio case 5; rows C1 and C2; asyncio semantics 1. */
  @Test
  void whatACallbackSchedules_waitsForTheNextPass() {
    loop.callSoon(
        () -> {
          log.add("first");
          loop.callSoon(logging("second"));
        });
    runOnce();
    assertEquals(List.of("first"), log);
    runOnce();
    assertEquals(List.of("first", "second"), log);
  }

  /** Rows B12 and B13; asyncio semantics 2. */
  @Test
  void stop_finishesTheBatchAndLeavesTheRest() {
    loop.callSoon(
        () -> {
          log.add("A");
          loop.callSoon(logging("B"));
          loop.stop();
          loop.callSoon(logging("C"));
        });
    loop.callSoon(logging("D"));
    loop.runForever();
    assertEquals(List.of("A", "D"), log);
    runOnce();
    assertEquals(List.of("A", "D", "B", "C"), log);
  }

  /** asyncio case 8; row B11; asyncio semantics 3. */
  @Test
  void stopBeforeRun_makesOnePassThatDoesNotWait() {
    loop.callSoon(logging("ready"));
    time.io(logging("io"));
    loop.callLater(Duration.ofHours(1), logging("timer"));
    runOnce();
    assertEquals(List.of("ready", "io"), log);
    assertEquals(1, time.polls());
    assertEquals(Duration.ZERO, loop.time());
  }

  /** asyncio case 7. */
  @Test
  void ioThatIsReadyAtStop_isHandledOnceOverTwoRuns() {
    loop.callSoon(
        () -> {
          time.io(logging("io"));
          loop.stop();
        });
    loop.runForever();
    assertEquals(List.of(), log);
    runOnce();
    runOnce();
    assertEquals(List.of("io"), log);
  }

  /** asyncio semantics 7. */
  @Test
  void aPass_runsReadyThenIoThenTimers() {
    loop.callLater(Duration.ofNanos(-1), logging("timer"));
    loop.callSoon(logging("ready"));
    time.io(logging("io"));
    runOnce();
    assertEquals(List.of("ready", "io", "timer"), log);
  }

  @Test
  void givenOrder_isThatOfEachPass() {
    try (EventLoop reversed = EventLoop.create(time.config().withOrder(left -> left - 1))) {
      for (String entry : List.of("a", "b", "c")) {
        reversed.callSoon(
            () -> {
              log.add(entry);
              reversed.callSoon(logging("after " + entry));
            });
      }
      reversed.callLater(Duration.ofSeconds(1), reversed::stop);
      reversed.runForever();
    }
    assertEquals(List.of("c", "a", "b"), log.subList(0, 3));
    assertEquals(6, log.size());
  }

  // ---- timers ----

  /** asyncio case 2; asyncio semantics 5. */
  @Test
  void negativeDelays_runInTheNextPassByDeadline() {
    loop.callLater(Duration.ofSeconds(-1), logging("-1"));
    loop.callLater(Duration.ofSeconds(-2), logging("-2"));
    assertEquals(List.of(), log);
    runOnce();
    assertEquals(List.of("-2", "-1"), log);
  }

  /** asyncio case 3; rows D12 and X4. */
  @Test
  void callAt_firesAtItsTime() {
    Duration when = loop.time().plusMillis(100);
    TimerHandle handle = loop.callAt(when, () -> log.add("at " + loop.time().toMillis()));
    assertEquals(when, handle.when());
    assertThrows(NullPointerException.class, () -> loop.callAt(null, () -> {}));
    runFor(Duration.ofSeconds(1));
    assertEquals(List.of("at 100"), log);
  }

  /** Row D9. */
  @Test
  void equalDeadlines_runInOrderOfScheduling() {
    for (int i = 0; i < 20; i++) {
      loop.callAt(Duration.ofSeconds(1), logging("" + i));
    }
    runFor(Duration.ofSeconds(2));
    for (int i = 0; i < 20; i++) {
      assertEquals("" + i, log.get(i));
    }
  }

  /** Rows D5 and D15; asyncio semantics 9. */
  @Test
  void aDelayOfCenturies_isAcceptedAndDoesNotSpin() {
    loop.callLater(Duration.ofDays(365 * 300), logging("never"));
    loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), logging("never"));
    loop.callAt(Duration.ofSeconds(Long.MIN_VALUE), logging("past"));
    runFor(Duration.ofDays(10));
    assertEquals(List.of("past"), log);
    assertTrue(time.polls() < 20, "polls: " + time.polls());
  }

  /** Row D7. */
  @Test
  void cancelledTimer_neverRuns() {
    TimerHandle timer = loop.callLater(Duration.ofSeconds(1), logging("cancelled"));
    timer.cancel();
    timer.cancel();
    assertTrue(timer.isCancelled());
    runFor(Duration.ofSeconds(2));
    assertEquals(List.of(), log);
  }

  @Test
  void timerThatIsCancelledByAnEarlierOneOfItsPass_doesNotRun() {
    List<TimerHandle> second = new ArrayList<>();
    loop.callAt(Duration.ofSeconds(1), () -> second.get(0).cancel());
    second.add(loop.callAt(Duration.ofSeconds(1), logging("second")));
    runFor(Duration.ofSeconds(2));
    assertEquals(List.of(), log);
  }

  /** asyncio case 20. */
  @Test
  void shortTimersOnTheRealClock_doNotSpin() {
    int[] passes = {0};
    try (EventLoop real = EventLoop.create()) {
      Runnable count =
          new Runnable() {
            @Override
            public void run() {
              passes[0]++;
            }
          };
      for (int i = 1; i <= 10; i++) {
        real.callLater(Duration.ofNanos(i * 100_000L), count);
      }
      long start = System.nanoTime();
      real.callLater(Duration.ofMillis(5), real::stop);
      real.runForever();
      assertTrue(System.nanoTime() - start >= 5_000_000);
    }
    assertEquals(10, passes[0]);
  }

  // ---- handles ----

  /** Rows C6 and X3. */
  @Test
  void cancelledHandle_neverRuns() {
    Handle handle = loop.callSoon(logging("cancelled"));
    handle.cancel();
    handle.cancel();
    assertTrue(handle.isCancelled());
    runOnce();
    assertEquals(List.of(), log);
  }

  /** Row X3. */
  @Test
  void cancelAfterTheCall_andInsideIt_hasNoEffect() {
    List<Handle> handle = new ArrayList<>();
    handle.add(
        loop.callSoon(
            () -> {
              handle.get(0).cancel();
              log.add("ran");
            }));
    runOnce();
    handle.get(0).cancel();
    assertEquals(List.of("ran"), log);
  }

  // ---- other threads ----

  /** asyncio case 18; asyncio semantics 13. */
  @Test
  void callSoonThreadsafe_keepsItsPlaceBeforeALaterCallSoon() throws InterruptedException {
    Thread thread =
        new Thread(
            () ->
                loop.callSoonThreadsafe(
                    () -> {
                      log.add("hello");
                      loop.stop();
                    }));
    thread.start();
    thread.join();
    loop.callSoon(logging("world"));
    loop.runForever();
    assertEquals(List.of("hello", "world"), log);
  }

  /** Row C9. */
  @Test
  void callSoonThreadsafe_wakesAWaitingLoop() throws InterruptedException {
    try (EventLoop real = EventLoop.create()) {
      real.callLater(Duration.ofHours(1), logging("too late"));
      Thread thread = new Thread(() -> real.callSoonThreadsafe(real::stop));
      thread.start();
      real.runForever();
      thread.join();
    }
    assertEquals(List.of(), log);
  }

  /** Row C9. */
  @Test
  void manyPostsFromManyThreads_allRunOnceInEachThreadsOrder() throws InterruptedException {
    int senders = 4;
    int each = 20_000;
    int[] next = new int[senders];
    int[] left = {senders * each};
    List<Thread> threads = new ArrayList<>();
    try (EventLoop real = EventLoop.create()) {
      for (int s = 0; s < senders; s++) {
        int sender = s;
        threads.add(
            new Thread(
                () -> {
                  for (int i = 0; i < each; i++) {
                    int number = i;
                    real.callSoonThreadsafe(
                        () -> {
                          assertEquals(next[sender]++, number);
                          if (--left[0] == 0) {
                            real.stop();
                          }
                        });
                  }
                }));
      }
      threads.forEach(Thread::start);
      real.runForever();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, left[0]);
  }

  /** asyncio case 4; rows B35 and C7. */
  @Test
  void debugMode_refusesCallsFromOtherThreads() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    callFromAnotherThread(thrown);
    assertNull(thrown.get());
    loop.setDebug(true);
    callFromAnotherThread(thrown);
    assertTrue(thrown.get().getMessage().contains("belong to the thread that runs it"));
  }

  private void callFromAnotherThread(AtomicReference<Throwable> thrown)
      throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch called = new CountDownLatch(1);
    loop.callSoon(
        () -> {
          running.countDown();
          await(called);
          loop.stop();
        });
    Thread runner = new Thread(loop::runForever);
    runner.start();
    running.await();
    try {
      loop.callSoon(() -> {});
    } catch (IllegalStateException e) {
      thrown.set(e);
    }
    called.countDown();
    runner.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void interrupt_stopsALoopThatNobodyElseWatchesOver() {
    loop.callSoon(() -> Thread.currentThread().interrupt());
    loop.callLater(Duration.ofHours(1), logging("too late"));
    loop.runForever();
    assertTrue(Thread.interrupted());
    assertEquals(List.of(), log);
  }

  // ---- failures ----

  private final List<ExceptionContext> reports = new ArrayList<>();

  /** asyncio case 9; rows T12 and T13; asyncio semantics 14. */
  @Test
  void failingCallback_isReportedAndTheLoopGoesOn() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    RuntimeException failure = new RuntimeException("callback");
    loop.callSoon(
        () -> {
          throw failure;
        });
    loop.callLater(
        Duration.ZERO,
        () -> {
          throw new AssertionError("timer");
        });
    loop.callSoon(logging("next"));
    runOnce();
    assertEquals(List.of("next"), log);
    assertEquals(2, reports.size());
    assertSame(failure, reports.get(0).exception());
    assertTrue(reports.get(0).message().startsWith("Exception in callback"));
  }

  @Test
  void callbackWhoseContextIsEnteredAlready_isReportedAndTheLoopGoesOn() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    Context context = Context.empty();
    context.run(
        () -> {
          loop.callSoon(logging("never"), context);
          loop.callSoon(logging("next"));
          runOnce();
        });
    assertEquals(List.of("next"), log);
    assertTrue(reports.get(0).exception() instanceof IllegalStateException);
  }

  /** asyncio case 10; rows T3, T5, T7 and T15. */
  @Test
  void customHandler_getsLoopAndContext_nullRestoresTheDefault() {
    assertNull(loop.exceptionHandler());
    List<EventLoop> loops = new ArrayList<>();
    loop.setExceptionHandler(
        (l, context) -> {
          loops.add(l);
          reports.add(context);
        });
    assertNotNull(loop.exceptionHandler());
    Handle handle =
        loop.callSoon(
            () -> {
              throw new IllegalArgumentException("x");
            });
    runOnce();
    assertSame(loop, loops.get(0));
    assertSame(handle, reports.get(0).handle());
    loop.setExceptionHandler(null);
    assertNull(loop.exceptionHandler());
  }

  /** asyncio case 11; asyncio semantics 15. */
  @Test
  void brokenHandler_isReportedThroughTheDefaultOne() {
    loop.setExceptionHandler(
        (l, context) -> {
          throw new IOException("broken handler");
        });
    try (LogCapture captured = new LogCapture()) {
      loop.callSoon(
          () -> {
            throw new IllegalArgumentException("x");
          });
      loop.callSoon(logging("next"));
      runOnce();
      assertTrue(captured.text().contains("Unhandled error in exception handler"));
      assertTrue(captured.text().contains("broken handler"));
    }
    assertEquals(List.of("next"), log);
  }

  /** Row T9. */
  @Test
  void defaultHandler_logsMessageDetailsAndTrace() {
    try (LogCapture captured = new LogCapture()) {
      loop.callExceptionHandler(
          new ExceptionContext("something happened", new IOException("why")).with("who", "me"));
      assertTrue(captured.text().contains("something happened"));
      assertTrue(captured.text().contains("who: me"));
      assertTrue(captured.text().contains("why"));
    }
  }

  /** asyncio semantics 14. */
  @Test
  void fatalError_endsTheRunAndTheRestWaits() {
    loop.callSoon(
        () -> {
          throw new OutOfMemoryError("made up");
        });
    loop.callSoon(logging("rest"));
    assertThrows(OutOfMemoryError.class, loop::runForever);
    assertFalse(loop.isRunning());
    runOnce();
    assertEquals(List.of("rest"), log);
  }

  /** asyncio case 10. */
  @Test
  void debugMode_tellsWhereAFailedCallbackWasScheduled() {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((l, context) -> reported.add(context));
    loop.callSoon(this::fail);
    loop.setDebug(true);
    loop.callSoon(this::fail);
    runOnce();
    assertNull(reported.get(0).details().get("source"));
    Throwable source = (Throwable) reported.get(1).details().get("source");
    assertTrue(
        Stream.of(source.getStackTrace())
            .anyMatch(
                element ->
                    element
                        .getMethodName()
                        .equals("debugMode_tellsWhereAFailedCallbackWasScheduled")));
  }

  private void fail() {
    throw new IllegalStateException("on purpose");
  }

  /** asyncio case 14; row U5. */
  @Test
  void debugMode_logsSlowCallbacks() {
    loop.setDebug(true);
    try (LogCapture captured = new LogCapture()) {
      loop.callSoon(() -> time.advance(Duration.ofMillis(99)));
      runOnce();
      assertEquals("", captured.text());
      loop.callSoon(() -> time.advance(Duration.ofMillis(150)));
      runOnce();
      assertTrue(captured.text().contains("took 150 ms"), captured.text());
    }
  }
}
