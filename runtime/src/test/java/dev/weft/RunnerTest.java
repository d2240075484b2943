package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
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
