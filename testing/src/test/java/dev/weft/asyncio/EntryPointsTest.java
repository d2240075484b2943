package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.TestLoop;
import dev.weft.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Section A: how programs begin, and how they get at the loop. */
class EntryPointsTest {

  private final List<String> log = new ArrayList<>();

  @AfterEach
  void forgetTheThreadsLoop() {
    EventLoop.get().close();
    EventLoop.set(null);
  }

  @Async
  private Coroutine<Void> logging(String entry) {
    Await.of(Weft.sleep(Duration.ZERO));
    log.add(entry);
    return Coroutine.done();
  }

  /** Row A2. */
  @Test
  void run_makesItsLoopWhenItIsNeeded() {
    EventLoop inside = Weft.run(() -> Coroutine.of(EventLoop.running()));
    assertNotNull(inside);
    try (Runner runner = new Runner()) {
      EventLoop first = runner.run(() -> Coroutine.of(EventLoop.running()));
      assertSame(first, runner.run(() -> Coroutine.of(EventLoop.running())));
    }
  }

  /** Row A3. */
  @Test
  void run_makesItsCoroutineATask() {
    Task<?> top = Weft.run(() -> Coroutine.of(Weft.currentTask()));
    assertNotNull(top);
    assertSame(top, top.result());
  }

  /** Row A9. */
  @Test
  void runUntilComplete_leavesOtherTasksAlone() {
    try (EventLoop loop = new VirtualTime().newLoop()) {
      List<Task<Void>> background = new ArrayList<>();
      loop.runUntilComplete(
          () -> {
            background.add(Weft.createTask(Weft.sleep(Duration.ofSeconds(5))));
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
            return Coroutine.done();
          });
      assertFalse(background.get(0).isDone());
      assertFalse(loop.isClosed());
      loop.runUntilComplete(elapsed(loop, 5));
      assertTrue(background.get(0).isDone());
    }
  }

  private static AsyncFuture<Void> elapsed(EventLoop loop, int seconds) {
    AsyncFuture<Void> done = loop.createFuture();
    loop.callLater(Duration.ofSeconds(seconds), () -> done.setResult(null));
    return done;
  }

  /** Row A10. */
  @Test
  void get_findsOneLoopOutsideAndInsideOfCoroutines() {
    EventLoop loop = EventLoop.get();
    assertSame(loop, EventLoop.get());
    assertSame(loop, loop.runUntilComplete(() -> Coroutine.of(EventLoop.get())));
  }

  /**
   * Row A11. MicroPython has one loop, which {@code new_event_loop} empties; in Weft another one
   * takes its place, with the same effect.
   */
  @Test
  void newLoopInThePlaceOfTheOld_findsNothingOfIt() {
    EventLoop old = EventLoop.get();
    old.createTask(logging("old task"));
    old.callLater(Duration.ZERO, () -> log.add("old timer"));
    Task<Void> begun = old.createTask(logging("begun"));

    freshLoop();

    EventLoop.get().runUntilComplete(logging("new"));
    assertEquals(List.of("new"), log);
    assertFalse(begun.isDone());
    assertNotSame(old, EventLoop.get());
  }

  /** What {@code asyncio.new_event_loop()} is for MicroPython; {@code docs/asyncio.md} shows it. */
  private static EventLoop freshLoop() {
    EventLoop.get().close();
    EventLoop.set(EventLoop.create());
    return EventLoop.get();
  }

  /** Row A12. */
  @Test
  void oneLoopOfAThread_isTheOneThatIsSetAndCannotBeNested() {
    EventLoop loop = freshLoop();
    assertSame(loop, EventLoop.get());
    loop.runUntilComplete(
        () -> {
          assertThrows(IllegalStateException.class, () -> Weft.run(logging("nested")));
          assertThrows(IllegalStateException.class, loop::runForever);
          return Coroutine.done();
        });
    assertEquals(List.of(), log);
  }

  /** Row A13. */
  @Test
  void nothingRuns_unlessTheLoopIsRun() {
    EventLoop loop = EventLoop.get();
    loop.callSoon(() -> log.add("soon"));
    loop.callLater(Duration.ZERO, () -> log.add("later"));
    loop.createTask(logging("task"));
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> log.add("done"));
    future.setResult("x");
    assertEquals(List.of(), log);
    loop.runUntilComplete(future);
    assertEquals(List.of("soon", "done", "later"), log);
  }

  /** Row A14. */
  @AsyncTest
  void loop_isOneInterfaceForLifecycleTasksAndFailures(TestLoop test) {
    EventLoop loop = test.eventLoop();
    assertSame(loop, test.run(() -> Coroutine.of(EventLoop.get())));
    loop.setExceptionHandler(loop.exceptionHandler());
    assertEquals(1, test.run(() -> Coroutine.of(loop.allTasks())).size());
  }

  /** Rows A15 and A16. */
  @AsyncTest
  void createTask_isTheSameOnLoopAndModule(TestLoop test) {
    List<String> made = new ArrayList<>();
    test.eventLoop()
        .setTaskFactory(
            new TaskFactory() {
              @Override
              public <T extends @Nullable Object> Task<T> create(
                  EventLoop loop, Coroutine<T> coroutine, @Nullable Context context) {
                made.add("task");
                return TaskFactory.standard().create(loop, coroutine, context);
              }
            });
    test.run(
        () -> {
          made.clear();
          Task<Void> first = Weft.createTask(logging("module"));
          Task<Void> second = test.eventLoop().createTask(logging("loop"));
          assertSame(first.getClass(), second.getClass());
          Await.of(Weft.gather(first, second));
          return Coroutine.done();
        });
    assertEquals(List.of("task", "task"), made);
    assertEquals(List.of("module", "loop"), log);
  }

  /** Rows A19, B18 to B20. */
  @Test
  void runUntilComplete_takesFuturesAsTheyAreAndMakesTasksOfCoroutines() {
    try (EventLoop loop = new VirtualTime().newLoop();
        EventLoop other = EventLoop.create()) {
      AsyncFuture<String> future = loop.createFuture();
      loop.callSoon(() -> future.setResult("future"));
      assertEquals("future", loop.runUntilComplete(future));

      Task<Task<?>> task = loop.createTask(() -> Coroutine.of(Weft.currentTask()));
      assertSame(task, loop.runUntilComplete(task));

      assertNotNull(loop.runUntilComplete(() -> Coroutine.of(Weft.currentTask())));
      IllegalStateException failure = new IllegalStateException();
      AsyncFuture<String> failed = loop.createFuture();
      failed.setException(failure);
      assertSame(
          failure, assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(failed)));

      assertThrows(
          IllegalArgumentException.class, () -> loop.runUntilComplete(other.createFuture()));
    }
  }
}
