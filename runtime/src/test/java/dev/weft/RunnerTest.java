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
import org.junit.jupiter.api.Test;

@SuppressWarnings("weft:AsyncNeverAwaits") // the shortest of bodies
class RunnerTest {

  private static final ContextVar<Integer> COUNT = ContextVar.of("count", 0);

  @Async
  private static Coroutine<Integer> increment() {
    COUNT.set(COUNT.get() + 1);
    return Coroutine.of(COUNT.get());
  }

  /** asyncio case 117. */
  @Test
  void runs_shareLoopAndContext() {
    try (Runner runner = new Runner(VirtualTime::loop)) {
      EventLoop loop = runner.loop();
      assertEquals(1, runner.run(increment()));
      assertEquals(2, runner.run(increment()));
      assertSame(loop, runner.loop());
      assertEquals(0, COUNT.get());
    }
  }

  @Test
  void givenContext_isUsedInsteadOfTheRunners() {
    try (Runner runner = new Runner(VirtualTime::loop)) {
      Context context = Context.empty();
      assertEquals(1, runner.run(increment(), context));
      assertEquals(1, runner.run(increment()));
      assertEquals(1, context.find(COUNT));
    }
  }

  @Test
  void backgroundTasks_surviveBetweenRuns() {
    try (Runner runner = new Runner(VirtualTime::loop)) {
      Task<String> task =
          runner.run(
              () -> Coroutine.of(Weft.createTask(Weft.sleep(Duration.ofSeconds(1), "slept"))));
      assertFalse(task.isDone());
      assertEquals("slept", runner.run(() -> Coroutine.of(Await.of(task))));
    }
  }

  @Test
  void failure_isThrownAsItIs_andTheRunnerGoesOn() {
    IOException failure = new IOException();
    try (Runner runner = new Runner(VirtualTime::loop)) {
      assertSame(
          failure,
          assertThrows(
              IOException.class,
              () ->
                  runner.run(
                      () -> {
                        throw failure;
                      })));
      assertEquals("x", runner.run(Coroutine.of("x")));
    }
  }

  @Test
  void tasksThatADyingTaskStarts_areCancelledToo() {
    List<String> log = new ArrayList<>();
    try (Runner runner = new Runner(VirtualTime::loop)) {
      runner.run(
          () -> {
            Weft.createTask(() -> startsAnotherAtItsEnd(log, 3));
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
            return Coroutine.done();
          });
    }
    assertEquals(List.of("end 3", "end 2", "end 1", "end 0"), log);
  }

  @Async
  private static Coroutine<Void> startsAnotherAtItsEnd(List<String> log, int more) {
    try {
      Await.of(Weft.sleep(Duration.ofHours(1)));
    } finally {
      log.add("end " + more);
      if (more > 0) {
        Weft.createTask(startsAnotherAtItsEnd(log, more - 1), "left");
        Await.of(Weft.sleep(Duration.ofSeconds(1))); // lets the other one begin
      }
    }
    return Coroutine.done();
  }

  @Test
  void tasksThatAreStartedWithoutEnd_areReported() {
    List<Object> reported = new ArrayList<>();
    try (Runner runner = new Runner(VirtualTime::loop)) {
      runner.loop().setExceptionHandler((loop, context) -> reported.add(context.message()));
      runner.run(
          () -> {
            Weft.createTask(() -> startsAnotherAtItsEnd(new ArrayList<>(), 1_000));
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
            return Coroutine.done();
          });
    }
    assertEquals(List.of("Task was destroyed but it is pending"), reported);
  }

  @Test
  void stopDuringClose_doesNotCutItShort() {
    List<String> log = new ArrayList<>();
    try (Runner runner = new Runner(VirtualTime::loop)) {
      runner.run(
          () -> {
            Weft.createTask(() -> stopsAtItsEnd(log));
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
            return Coroutine.done();
          });
    }
    assertEquals(List.of("cleaned up"), log);
  }

  @Async
  private static Coroutine<Void> stopsAtItsEnd(List<String> log) {
    try {
      Await.of(Weft.sleep(Duration.ofHours(1)));
    } finally {
      EventLoop.running().stop();
      EventLoop.running().callLater(Duration.ofSeconds(1), EventLoop.running()::stop);
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
      log.add("cleaned up");
    }
    return Coroutine.done();
  }

  @Test
  void close_closesTheLoopAndIsForGood() {
    Runner runner = new Runner(VirtualTime::loop);
    EventLoop loop = runner.loop();
    runner.close();
    runner.close();
    assertTrue(loop.isClosed());
    assertThrows(IllegalStateException.class, runner::loop);
    assertThrows(IllegalStateException.class, () -> runner.run(Coroutine.done()));
  }

  @Test
  void unusedRunner_closes() {
    new Runner().close();
  }
}
