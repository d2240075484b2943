package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code settle}, {@code waitAll}, {@code asCompleted}, {@code shield}, {@code race}. */
class CombinatorsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> log = new ArrayList<>();

  private static Duration now() {
    return EventLoop.running().time();
  }

  @Async
  private static Coroutine<String> failAfter(Duration delay, IOException failure)
      throws IOException {
    Await.of(Weft.sleep(delay));
    throw failure;
  }

  @Async
  private Coroutine<String> sleepAndLog(Duration delay, String name) {
    try {
      Await.of(Weft.sleep(delay));
    } catch (CancelledError e) {
      log.add(name + " cancelled");
      throw e;
    }
    return Coroutine.of(name);
  }

  // ---- settle ----

  /** asyncio case 97. */
  @Test
  void settle_tellsWhatHasBecomeOfEachInOrder() {
    IOException failure = new IOException();
    VirtualTime.run(
        () -> {
          Task<String> cancelled = Weft.createTask(Weft.sleep(HOUR, "never"));
          cancelled.cancel("why");
          List<Outcome<String>> outcomes =
              Await.of(
                  Weft.settle(
                      Weft.sleep(SECOND, "slow"),
                      Weft.createTask(() -> failAfter(Duration.ZERO, failure)),
                      cancelled));
          assertEquals(new Outcome.Success<>("slow"), outcomes.get(0));
          assertEquals(new Outcome.Failure<>(failure), outcomes.get(1));
          assertTrue(
              outcomes.get(2) instanceof Outcome.Cancelled<String> c
                  && c.error().getMessage().equals("why"));
          assertEquals("slow", outcomes.get(0).result());
          assertSame(failure, assertThrows(IOException.class, outcomes.get(1)::result));
          assertThrows(CancelledError.class, outcomes.get(2)::result);
          return Coroutine.done();
        });
  }

  /** asyncio case 95. */
  @Test
  void failuresUnderACancelledSettle_countAsSeen() {
    List<String> reports = new ArrayList<>();
    EventLoop loop = VirtualTime.loop();
    loop.setExceptionHandler((l, context) -> reports.add(context.message()));
    try (Runner runner = new Runner(() -> loop)) {
      runner.run(
          () -> {
            Task<?> task =
                Weft.createTask(() -> Coroutine.of(Await.of(Weft.settle(failWhenCancelled()))));
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
            task.cancel();
            Await.of(Weft.settle(task));
            return Coroutine.done();
          });
    }
    assertEquals(List.of(), reports);
  }

  @Async
  private static Coroutine<Void> failWhenCancelled() {
    try {
      Await.of(Weft.sleep(Duration.ofHours(1)));
    } catch (CancelledError cancelled) {
      throw new IllegalStateException("in the clean-up", cancelled);
    }
    return Coroutine.done();
  }

  @Test
  void cancellingSettle_reachesTheCallerWithItsMessage() {
    VirtualTime.run(
        () -> {
          Task<String> child = Weft.createTask(() -> sleepAndLog(HOUR, "child"));
          Task<List<Outcome<String>>> whole =
              Weft.createTask(() -> Coroutine.of(Await.of(Weft.settle(child))));
          Await.of(Weft.sleep(SECOND));
          whole.cancel("stop");
          try {
            Await.of(whole);
          } catch (CancelledError e) {
            log.add(e.getMessage());
          }
          assertTrue(child.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("child cancelled", "stop"), log);
  }

  // ---- gather with a combining function ----

  @Test
  void gatherOfDifferentTypes_combinesThem() {
    VirtualTime.run(
        () -> {
          Coroutine<String> text = Weft.sleep(SECOND, "n = ");
          assertEquals("n = 42", Await.of(Weft.gather(text, Coroutine.of(42), (s, n) -> s + n)));
          assertEquals(
              "1 2 3",
              Await.of(
                  Weft.gather(
                      Coroutine.of(1),
                      Coroutine.of(2L),
                      Coroutine.of("3"),
                      (a, b, c) -> a + " " + b + " " + c)));
          assertEquals(
              "10",
              Await.of(
                  Weft.gather(
                      Coroutine.of(1),
                      Coroutine.of(2),
                      Coroutine.of(3),
                      Coroutine.of(4),
                      (a, b, c, d) -> "" + (a + b + c + d))));
          assertEquals(
              "abcde",
              Await.of(
                  Weft.gather(
                      Coroutine.of("a"),
                      Coroutine.of("b"),
                      Coroutine.of("c"),
                      Coroutine.of("d"),
                      Coroutine.of('e'),
                      (a, b, c, d, e) -> a + b + c + d + e)));
          return Coroutine.done();
        });
  }

  @Test
  void failingCombiner_failsTheGather() {
    IllegalStateException failure = new IllegalStateException();
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                VirtualTime.run(
                    () ->
                        Coroutine.of(
                            Await.of(
                                Weft.gather(
                                    Coroutine.of(1),
                                    Coroutine.of(2),
                                    (a, b) -> {
                                      throw failure;
                                    }))))));
  }

  // ---- waitAll ----

  /** asyncio case 91; asyncio semantics 25. */
  @Test
  void waitForTheFirst_tellsAllThatAreDone() {
    VirtualTime.run(
        () -> {
          Task<String> one = Weft.createTask(Coroutine.of("one"));
          Task<String> two = Weft.createTask(Coroutine.of("two"));
          Task<String> three = Weft.createTask(Weft.sleep(HOUR, "three"));
          Await.of(Weft.sleep(Duration.ZERO));
          Waited<Task<String>> waited =
              Await.of(Weft.waitAll(List.of(one, two, three), When.FIRST_COMPLETED));
          assertEquals(Set.of(one, two), waited.done());
          assertEquals(Set.of(three), waited.pending());
          assertFalse(three.isDone());
          return Coroutine.done();
        });
  }

  /** asyncio case 92. */
  @Test
  void waitForTheFirstFailure_leavesTheRestRunning() {
    VirtualTime.run(
        () -> {
          Task<String> slow = Weft.createTask(Weft.sleep(HOUR, "slow"));
          Task<String> cancelled = Weft.createTask(Weft.sleep(HOUR, "cancelled"));
          Task<String> failing = Weft.createTask(() -> failAfter(SECOND, new IOException()));
          cancelled.cancel();
          Waited<Task<String>> waited =
              Await.of(Weft.waitAll(List.of(slow, cancelled, failing), When.FIRST_EXCEPTION));
          assertEquals(Set.of(cancelled, failing), waited.done());
          assertEquals(Set.of(slow), waited.pending());
          assertEquals(SECOND, now());
          return Coroutine.done();
        });
  }

  @Test
  void waitForAll_waitsForAllOrTheLimit() {
    VirtualTime.run(
        () -> {
          Task<String> one = Weft.createTask(Weft.sleep(SECOND, "one"));
          Task<String> two = Weft.createTask(Weft.sleep(SECOND.multipliedBy(3), "two"));
          Waited<Task<String>> early =
              Await.of(Weft.waitAll(List.of(one, two), When.ALL_COMPLETED, SECOND.multipliedBy(2)));
          assertEquals(Set.of(one), early.done());
          assertEquals(SECOND.multipliedBy(2), now());
          Waited<Task<String>> all = Await.of(Weft.waitAll(List.of(one, two), When.ALL_COMPLETED));
          assertEquals(Set.of(), all.pending());
          assertEquals(SECOND.multipliedBy(3), now());
          return Coroutine.done();
        });
  }

  /** asyncio semantics 25. */
  @Test
  void waitForNothing_throws() {
    assertThrows(
        IllegalArgumentException.class,
        () -> VirtualTime.run(() -> Weft.waitAll(List.<Task<?>>of(), When.ALL_COMPLETED)));
  }

  @Test
  void waitForFuturesOfAnotherLoop_throws() {
    try (EventLoop other = VirtualTime.loop()) {
      List<AsyncFuture<Object>> futures = List.of(other.createFuture());
      assertThrows(
          IllegalArgumentException.class,
          () -> VirtualTime.run(() -> Weft.waitAll(futures, When.ALL_COMPLETED)));
    }
  }

  @Test
  void cancellingWaitAll_leavesTheTasksAlone() {
    VirtualTime.run(
        () -> {
          Task<String> task = Weft.createTask(Weft.sleep(HOUR, "x"));
          Task<?> waiter = Weft.createTask(Weft.waitAll(List.of(task), When.ALL_COMPLETED));
          Await.of(Weft.sleep(SECOND));
          waiter.cancel();
          Await.of(Weft.settle(waiter));
          assertTrue(waiter.isCancelled());
          assertFalse(task.isDone());
          return Coroutine.done();
        });
  }

  // ---- asCompleted ----

  @Test
  void asCompleted_givesResultsInOrderOfCompletion() {
    VirtualTime.run(
        () -> {
          for (Coroutine<String> next :
              Weft.asCompleted(
                  List.of(
                      Weft.sleep(SECOND.multipliedBy(3), "third"),
                      Weft.sleep(SECOND, "first"),
                      Weft.sleep(SECOND.multipliedBy(2), "second")))) {
            log.add(Await.of(next));
          }
          return Coroutine.done();
        });
    assertEquals(List.of("first", "second", "third"), log);
  }

  @Test
  void asCompleted_throwsTheFailureOfTheOneThatFailed() {
    VirtualTime.run(
        () -> {
          List<Coroutine<String>> children =
              List.of(failAfterUnchecked(), Weft.sleep(SECOND.multipliedBy(2), "fine"));
          for (Coroutine<String> next : Weft.asCompleted(children)) {
            try {
              log.add(Await.of(next));
            } catch (IllegalStateException e) {
              log.add("failed");
            }
          }
          return Coroutine.done();
        });
    assertEquals(List.of("failed", "fine"), log);
  }

  @Async
  private static Coroutine<String> failAfterUnchecked() {
    Await.of(Weft.sleep(SECOND));
    throw new IllegalStateException();
  }

  @Test
  void asCompletedWithALimit_timesOutWhatIsLeft() {
    VirtualTime.run(
        () -> {
          Task<String> slow = Weft.createTask(Weft.sleep(HOUR, "slow"));
          for (Coroutine<String> next :
              Weft.asCompleted(List.of(Weft.sleep(SECOND, "fast"), slow), SECOND.multipliedBy(2))) {
            try {
              log.add(Await.of(next, TimeoutException.class));
            } catch (TimeoutException e) {
              log.add("timed out at " + now());
            }
          }
          assertFalse(slow.isDone());
          return Coroutine.done();
        });
    assertEquals(List.of("fast", "timed out at PT2S"), log);
  }

  @Test
  void severalWhoWaitForCompletions_getOneEachAlsoWhenOneIsCancelled() {
    VirtualTime.run(
        () -> {
          List<Task<String>> waiters = new ArrayList<>();
          for (Coroutine<String> next :
              Weft.asCompleted(
                  List.of(
                      Weft.sleep(SECOND, "1"), Weft.sleep(SECOND, "2"), Weft.sleep(HOUR, "3")))) {
            waiters.add(Weft.createTask(next));
          }
          EventLoop.running().callLater(SECOND, () -> waiters.get(0).cancel());
          Await.of(Weft.waitAll(waiters, When.ALL_COMPLETED));
          assertTrue(waiters.get(0).isCancelled());
          assertEquals("1", waiters.get(1).result());
          assertEquals("2", waiters.get(2).result());
          assertEquals(SECOND, now());
          return Coroutine.done();
        });
  }

  // ---- shield ----

  /** asyncio case 93; asyncio semantics 27. */
  @Test
  void cancellingAShield_leavesWhatIsInsideRunning() {
    VirtualTime.run(
        () -> {
          Task<String> inner = Weft.createTask(Weft.sleep(SECOND, "inner"));
          Task<String> outer = Weft.createTask(() -> Coroutine.of(Await.of(Weft.shield(inner))));
          Await.of(Weft.sleep(Duration.ZERO));
          Await.of(Weft.sleep(Duration.ZERO));
          outer.cancel();
          Await.of(Weft.settle(outer));
          assertTrue(outer.isCancelled());
          assertEquals("inner", Await.of(inner));
          return Coroutine.done();
        });
  }

  /** asyncio semantics 27. */
  @Test
  void shield_givesResultFailureAndCancellationOfWhatIsInside() {
    IOException failure = new IOException();
    VirtualTime.run(
        () -> {
          assertEquals("x", Await.of(Weft.shield(Weft.sleep(SECOND, "x"))));
          try {
            Await.of(Weft.shield(failAfter(SECOND, failure)));
          } catch (IOException e) {
            assertSame(failure, e);
            log.add("failed");
          }
          Task<String> inner = Weft.createTask(Weft.sleep(HOUR, "x"));
          AsyncFuture<String> outer = Weft.shield(inner);
          inner.cancel();
          Await.of(Weft.settle(outer));
          assertTrue(outer.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("failed"), log);
  }

  // ---- race ----

  @Test
  void race_givesTheFirstAndCancelsTheOthers() {
    VirtualTime.run(
        () -> {
          assertEquals(
              "fast",
              Await.of(
                  Weft.race(
                      sleepAndLog(HOUR, "slow"),
                      sleepAndLog(SECOND, "fast"),
                      sleepAndLog(HOUR, "slower"))));
          assertEquals(SECOND, now());
          assertEquals(1, Weft.allTasks().size());
          return Coroutine.done();
        });
    assertEquals(List.of("slow cancelled", "slower cancelled"), log);
  }

  @Test
  void raceWonByAFailure_fails() {
    IOException failure = new IOException();
    VirtualTime.run(
        () -> {
          try {
            Await.of(Weft.race(sleepAndLog(HOUR, "slow"), failAfter(SECOND, failure)));
          } catch (IOException e) {
            assertSame(failure, e);
            log.add("failed");
          }
          return Coroutine.done();
        });
    assertEquals(List.of("slow cancelled", "failed"), log);
  }

  @Test
  void cancellingARace_cancelsAllWhoRun() {
    VirtualTime.run(
        () -> {
          Task<String> race =
              Weft.createTask(Weft.race(sleepAndLog(HOUR, "a"), sleepAndLog(HOUR, "b")));
          Await.of(Weft.sleep(SECOND));
          race.cancel();
          Await.of(Weft.settle(race));
          assertTrue(race.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("a cancelled", "b cancelled"), log);
  }

  // ---- select ----

  @Test
  void select_tellsWhichIsDoneFirstAndKeepsTheOthers() {
    VirtualTime.run(
        () -> {
          Task<String> slow = Weft.createTask(Weft.sleep(Duration.ofSeconds(2), "slow"));
          Selected<Object> first =
              Await.of(Weft.select(slow, Weft.sleep(Duration.ofSeconds(1), 42)));
          assertEquals(1, first.index());
          assertEquals(42, first.result());
          assertFalse(slow.isDone());
          Selected<String> second = Await.of(Weft.select(slow));
          assertSame(slow, second.future());
          assertEquals("slow", second.result());
          return Coroutine.done();
        });
  }

  @Test
  void selectOfSeveralThatAreDone_tellsTheFirstOfThem() {
    VirtualTime.run(
        () -> {
          AsyncFuture<String> pending = EventLoop.running().createFuture();
          AsyncFuture<String> a = EventLoop.running().createFuture();
          AsyncFuture<String> b = EventLoop.running().createFuture();
          b.setResult("b");
          a.setResult("a");
          assertEquals(1, Await.of(Weft.select(pending, a, b)).index());
          return Coroutine.done();
        });
  }

  @Test
  void selectWonByAFailure_throwsItWithTheResult() {
    IOException failure = new IOException();
    VirtualTime.run(
        () -> {
          AsyncFuture<String> failed = EventLoop.running().createFuture();
          failed.setException(failure);
          Selected<String> first = Await.of(Weft.select(failed));
          assertSame(failure, assertThrows(IOException.class, first::result));
          return Coroutine.done();
        });
  }

  @Test
  void cancelOthers_cancelsTheLosersAndWaitsForTheirEnd() {
    VirtualTime.run(
        () -> {
          Task<Void> loser = Weft.createTask(Weft.sleep(Duration.ofHours(1)));
          Selected<Void> first = Await.of(Weft.select(loser, Weft.sleep(Duration.ofSeconds(1))));
          Await.of(first.cancelOthers());
          assertTrue(loser.isCancelled());
          assertEquals(1, Weft.allTasks().size());
          return Coroutine.done();
        });
  }

  @Test
  void cancellingASelect_cancelsTheTasksThatItMadeOnly() {
    VirtualTime.run(
        () -> {
          AsyncFuture<Object> given = EventLoop.running().createFuture();
          Task<Selected<Object>> select =
              Weft.createTask(Weft.select(given, Weft.sleep(Duration.ofHours(1))));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          select.cancel();
          Await.of(Weft.settle(select));
          assertTrue(select.isCancelled());
          assertFalse(given.isDone());
          assertEquals(1, Weft.allTasks().size());
          return Coroutine.done();
        });
  }

  @Test
  void selectOfNothing_throws() {
    assertThrows(
        IllegalArgumentException.class, () -> VirtualTime.run(() -> Weft.select(List.of())));
  }
}
