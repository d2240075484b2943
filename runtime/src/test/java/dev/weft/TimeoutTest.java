package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings({"weft:CancellationSwallowed", "weft:AsyncNeverAwaits"}) // both on purpose
class TimeoutTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> log = new ArrayList<>();

  private static Duration now() {
    return EventLoop.running().time();
  }

  // ---- timeout ----

  @Test
  void bodyInTime_givesItsResult() throws IOException {
    VirtualTime.run(
        () -> {
          Timeout[] limit = new Timeout[1];
          String result =
              Await.of(
                  Weft.timeout(
                      SECOND,
                      t -> {
                        limit[0] = t;
                        assertEquals(SECOND, t.when());
                        Await.of(Weft.sleep(Duration.ofMillis(999)));
                        return Coroutine.of("in time");
                      }));
          assertEquals("in time", result);
          assertFalse(limit[0].isExpired());
          Await.of(Weft.sleep(HOUR));
          assertEquals(0, Weft.currentTask().cancelling());
          return Coroutine.done();
        });
  }

  /** asyncio semantics 23. */
  @Test
  void bodyThatTakesTooLong_isCancelledAndTimesOut() {
    TimeoutException e =
        assertThrows(
            TimeoutException.class,
            () ->
                VirtualTime.run(
                    () -> {
                      try {
                        return Coroutine.of(Await.of(Weft.timeout(SECOND, t -> cleanUp(t))));
                      } finally {
                        assertEquals(SECOND, now());
                        assertEquals(0, Weft.currentTask().cancelling());
                      }
                    }));
    assertTrue(e.getCause() instanceof CancelledError);
    assertEquals(List.of("cancelled, expired true"), log);
  }

  @Async
  private Coroutine<String> cleanUp(Timeout t) {
    try {
      Await.of(Weft.sleep(HOUR));
    } catch (CancelledError e) {
      log.add("cancelled, expired " + t.isExpired());
      throw e;
    }
    return Coroutine.of("never");
  }

  /** asyncio semantics 23. */
  @Test
  void limitOfZero_letsTheBodyRunToItsFirstAwait() {
    assertThrows(
        TimeoutException.class,
        () ->
            VirtualTime.run(
                () ->
                    Weft.timeout(
                        Duration.ZERO,
                        t -> {
                          log.add("runs");
                          Await.of(Weft.sleep(Duration.ofMillis(1)));
                          log.add("never");
                          return Coroutine.done();
                        })));
    assertEquals(List.of("runs"), log);
  }

  @Test
  void noLimit_isNone() throws IOException {
    VirtualTime.run(
        () -> {
          Await.of(
              Weft.timeout(
                  null,
                  t -> {
                    assertNull(t.when());
                    return Weft.sleep(HOUR);
                  }));
          return Coroutine.done();
        });
  }

  @Test
  void limit_canBeForever() throws TimeoutException {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    String result =
        VirtualTime.run(
            () -> {
              Await.of(Weft.sleep(Duration.ofSeconds(1)));
              return Weft.timeout(
                  forever,
                  t -> {
                    t.rescheduleAfter(forever);
                    Await.of(Weft.sleep(Duration.ofHours(1)));
                    return Coroutine.of("in time");
                  });
            });
    assertEquals("in time", result);
  }

  @Test
  void timeoutAt_countsFromTheLoopsClock() {
    assertThrows(
        TimeoutException.class,
        () ->
            VirtualTime.run(
                () -> {
                  Await.of(Weft.sleep(SECOND));
                  try {
                    Await.of(Weft.timeoutAt(SECOND.multipliedBy(3), t -> Weft.sleep(HOUR)));
                  } finally {
                    assertEquals(SECOND.multipliedBy(3), now());
                  }
                  return Coroutine.done();
                }));
  }

  @Test
  void bodyThatCatchesTheCancellation_givesItsResult() throws IOException {
    String result =
        VirtualTime.run(
            () ->
                Weft.timeout(
                    SECOND,
                    t -> {
                      try {
                        Await.of(Weft.sleep(HOUR));
                      } catch (CancelledError e) {
                        log.add("caught");
                      }
                      return Coroutine.of("anyway");
                    }));
    assertEquals("anyway", result);
  }

  @Test
  void bodyThatFailsOtherwise_keepsItsFailure() {
    FileNotFoundException failure = new FileNotFoundException();
    assertSame(
        failure,
        assertThrows(
            FileNotFoundException.class,
            () -> VirtualTime.run(() -> Weft.timeout(SECOND, t -> failAfterwards(failure)))));
  }

  @Async
  private static Coroutine<String> failAfterwards(IOException failure) throws IOException {
    try {
      Await.of(Weft.sleep(HOUR));
    } catch (CancelledError e) {
      throw failure;
    }
    return Coroutine.of("never");
  }

  /** asyncio case 100. */
  @Test
  void ofNestedLimitsThatAreOver_onlyTheOutermostConverts() {
    Timeout[] limits = new Timeout[2];
    TimeoutException e =
        assertThrows(
            TimeoutException.class,
            () ->
                VirtualTime.run(
                    () ->
                        Weft.timeout(
                            SECOND,
                            outer -> {
                              limits[0] = outer;
                              try {
                                return Coroutine.of(
                                    Await.of(
                                        Weft.timeout(
                                            SECOND,
                                            inner -> {
                                              limits[1] = inner;
                                              return Weft.sleep(HOUR);
                                            })));
                              } catch (TimeoutException converted) {
                                log.add("inner converted");
                                throw converted;
                              }
                            })));
    assertTrue(limits[0].isExpired() && limits[1].isExpired());
    assertTrue(e.getCause() instanceof CancelledError);
    assertEquals(List.of(), log);
  }

  @Test
  void innerLimitThatIsOverFirst_convertsAndTheOuterGoesOn() throws IOException {
    VirtualTime.run(
        () ->
            Weft.timeout(
                HOUR,
                outer -> {
                  try {
                    Await.of(Weft.timeout(SECOND, inner -> Weft.sleep(HOUR)));
                  } catch (TimeoutException e) {
                    log.add("inner");
                  }
                  Await.of(Weft.sleep(SECOND));
                  return Coroutine.done();
                }));
    assertEquals(List.of("inner"), log);
  }

  /** asyncio case 101. */
  @Test
  void cancellationFromOutside_staysOne() {
    VirtualTime.run(
        () -> {
          Task<Void> task =
              Weft.createTask(() -> Weft.timeout(HOUR, t -> Weft.sleep(HOUR.multipliedBy(2))));
          Await.of(Weft.sleep(SECOND));
          task.cancel();
          try {
            Await.of(task);
          } catch (CancelledError e) {
            log.add("cancelled");
          }
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("cancelled"), log);
  }

  /** asyncio case 102. */
  @Test
  void deadline_canBeMovedBothWaysAndDisabled() throws IOException {
    VirtualTime.run(
        () -> {
          Await.of(
              Weft.timeout(
                  SECOND,
                  t -> {
                    t.rescheduleAfter(Duration.ofSeconds(10));
                    assertEquals(Duration.ofSeconds(10), t.when());
                    Await.of(Weft.sleep(Duration.ofSeconds(9)));
                    t.reschedule(null);
                    assertNull(t.when());
                    Await.of(Weft.sleep(HOUR));
                    t.reschedule(now().minusSeconds(1));
                    try {
                      Await.of(Weft.sleep(HOUR));
                    } catch (CancelledError e) {
                      assertThrows(IllegalStateException.class, () -> t.reschedule(null));
                      log.add("expired");
                    }
                    return Coroutine.done();
                  }));
          return Coroutine.done();
        });
    assertEquals(List.of("expired"), log);
  }

  @Test
  void deadline_cannotBeMovedAfterTheBody() throws IOException {
    VirtualTime.run(
        () -> {
          Timeout t = Await.of(Weft.timeout(SECOND, limit -> Coroutine.of(limit)));
          assertThrows(IllegalStateException.class, () -> t.reschedule(HOUR));
          return Coroutine.done();
        });
  }

  /** A limit of zero, or one in the past, lets the body run to its first suspension. */
  @ParameterizedTest
  @ValueSource(longs = {0, -11})
  void limitThatIsOverAtOnce_cancelsTheFirstAwaitThatSuspends(long seconds) {
    assertThrows(
        TimeoutException.class,
        () ->
            VirtualTime.run(
                () ->
                    Weft.timeout(
                        Duration.ofSeconds(seconds),
                        t -> {
                          log.add("ran");
                          Await.of(Weft.sleep(Duration.ZERO));
                          log.add("went on");
                          return Coroutine.done();
                        })));
    assertEquals(List.of("ran"), log);
  }

  // ---- waitFor ----

  @Test
  void waitFor_givesAResultInTime() throws IOException {
    VirtualTime.run(
        () -> {
          assertEquals("x", Await.of(Weft.waitFor(Weft.sleep(SECOND, "x"), SECOND.plusNanos(1))));
          assertEquals("y", Await.of(Weft.waitFor(Weft.sleep(HOUR, "y"), null)));
          return Coroutine.done();
        });
  }

  /** asyncio case 98; asyncio semantics 24. */
  @Test
  void waitForNoTimeAtAll_neverStartsACoroutine_butGivesADoneResult() throws IOException {
    VirtualTime.run(
        () -> {
          AsyncFuture<String> done = EventLoop.running().createFuture();
          done.setResult("done");
          assertEquals("done", Await.of(Weft.waitFor(done, Duration.ZERO)));
          for (Duration limit : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            try {
              Await.of(Weft.waitFor(logging(), limit));
            } catch (TimeoutException e) {
              log.add("timed out");
            }
          }
          return Coroutine.done();
        });
    assertEquals(List.of("timed out", "timed out"), log);
  }

  @Async
  private Coroutine<String> logging() {
    log.add("started");
    return Coroutine.of("x");
  }

  /** asyncio case 99. */
  @Test
  void waitFor_timesOutOnlyWhenTheCancelledTaskHasEnded() {
    VirtualTime.run(
        () -> {
          Task<Void> task =
              Weft.createTask(
                  () -> {
                    try {
                      Await.of(Weft.sleep(HOUR));
                    } finally {
                      Await.of(Weft.sleep(SECOND));
                      log.add("cleaned up");
                    }
                    return Coroutine.done();
                  });
          try {
            Await.of(Weft.waitFor(task, SECOND));
          } catch (TimeoutException e) {
            log.add("timed out");
          }
          assertTrue(task.isCancelled());
          assertEquals(SECOND.multipliedBy(2), now());
          return Coroutine.done();
        });
    assertEquals(List.of("cleaned up", "timed out"), log);
  }

  /** asyncio semantics 24. */
  @Test
  void cancellingWaitFor_cancelsWhatItWaitsFor() {
    VirtualTime.run(
        () -> {
          AsyncFuture<String> future = EventLoop.running().createFuture();
          Task<String> waiter = Weft.createTask(() -> Weft.waitFor(future, HOUR));
          Await.of(Weft.sleep(SECOND));
          waiter.cancel();
          assertTrue(future.isCancelled());
          try {
            Await.of(waiter);
          } catch (CancelledError e) {
            log.add("cancelled");
          }
          return Coroutine.done();
        });
    assertEquals(List.of("cancelled"), log);
  }
}
