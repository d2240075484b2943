package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.Weft;
import dev.weft.When;
import dev.weft.annotations.Async;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.TestLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Section E, and what first versions get wrong about tasks. */
class TasksTest {

  private final List<String> log = new ArrayList<>();

  /** Row E1. */
  @AsyncTest
  void createFuture_makesAPendingFutureOfTheLoop(TestLoop test) {
    AsyncFuture<String> future = test.eventLoop().createFuture();
    assertSame(test.eventLoop(), future.loop());
    assertFalse(future.isDone());
    test.eventLoop().callSoon(() -> future.setResult("x"));
    assertEquals("x", test.run(() -> Coroutine.of(Await.of(future))));
  }

  /** Row E3: a factory chooses among Weft's tasks and gives them what it likes. */
  @AsyncTest
  void taskFactory_decidesWhatTasksAreLike(TestLoop test) {
    test.eventLoop()
        .setTaskFactory(
            new TaskFactory() {
              @Override
              public <T extends @Nullable Object> Task<T> create(
                  EventLoop loop, Coroutine<T> coroutine, @Nullable Context context) {
                Task<T> task = TaskFactory.eager().create(loop, coroutine, context);
                task.setName("mine");
                return task;
              }
            });
    test.run(
        () -> {
          Task<String> task = Weft.createTask(Coroutine.of("at once"));
          assertTrue(task.isDone());
          assertEquals("mine", task.name());
          assertEquals("at once", Await.of(task));
          return Coroutine.done();
        });
  }

  /** asyncio semantics 16. */
  @AsyncTest
  void cancel_isAtOnceForAFuture_andARequestForATask(TestLoop test) {
    test.run(
        () -> {
          AsyncFuture<String> future = test.eventLoop().createFuture();
          assertTrue(future.cancel());
          assertTrue(future.isCancelled());

          Task<String> task = Weft.createTask(this::endsLater);
          Await.of(Weft.sleep(Duration.ZERO));
          assertTrue(task.cancel());
          assertFalse(task.isCancelled());
          assertFalse(task.isDone());
          assertEquals("a value nevertheless", Await.of(task));
          return Coroutine.done();
        });
  }

  @Async
  @SuppressWarnings("weft:CancellationSwallowed") // the subject
  private Coroutine<String> endsLater() {
    try {
      Await.of(Weft.sleep(Duration.ofHours(1)));
    } catch (Error cancelled) {
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
    }
    return Coroutine.of("a value nevertheless");
  }

  /** asyncio semantics 25. */
  @AsyncTest
  void waitForTheFirstFailure_ignoresCancelledTasks(TestLoop test) {
    test.run(
        () -> {
          Task<Void> cancelled = Weft.createTask(Weft.sleep(Duration.ofHours(1)));
          Task<Void> failing =
              Weft.createTask(
                  () -> {
                    Await.of(Weft.sleep(Duration.ofSeconds(2)));
                    throw new IOException("on purpose");
                  });
          cancelled.cancel();
          var waited = Await.of(Weft.waitAll(List.of(cancelled, failing), When.FIRST_EXCEPTION));
          assertEquals(Duration.ofSeconds(2), test.time());
          assertEquals(Set.of(cancelled, failing), waited.done());
          assertInstanceOf(IOException.class, failing.exception());
          return Coroutine.done();
        });
  }

  /** asyncio semantics 26. */
  @AsyncTest
  void cancellingGather_reachesTheCallerAlthoughFailuresAreResults(TestLoop test) {
    test.run(
        () -> {
          Task<Void> caller =
              Weft.createTask(
                  () -> {
                    try {
                      Await.of(Weft.settle(Weft.sleep(Duration.ofHours(1))));
                      log.add("went on");
                    } finally {
                      log.add("left");
                    }
                    return Coroutine.done();
                  });
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          caller.cancel();
          Await.of(Weft.waitAll(List.of(caller), When.ALL_COMPLETED));
          assertTrue(caller.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("left"), log);
  }

  /** asyncio semantics 27: nobody else holds the task inside. */
  @AsyncTest
  void taskThatNobodyHolds_isNotCollected(TestLoop test) {
    test.run(
        () -> {
          createAndForget();
          for (int i = 0; i < 3; i++) {
            System.gc();
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
          }
          return Coroutine.done();
        });
    assertEquals(List.of("ran"), log);
  }

  private void createAndForget() {
    Weft.createTask(
        () -> {
          Await.of(Weft.sleep(Duration.ofSeconds(2)));
          log.add("ran");
          return Coroutine.done();
        });
  }
}
