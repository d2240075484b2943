package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncEvent;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.TestLoop;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/asyncio.md}. */
class AsyncioPageExamplesTest {

  @AfterEach
  void forgetTheThreadsLoop() {
    EventLoop.get().close();
    EventLoop.set(null);
  }

  @Async
  static Coroutine<String> greet(String name) {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    return Coroutine.of("Hello " + name);
  }

  @AsyncTest
  void group_endsWithItsTasks(TestLoop loop) {
    assertEquals("Hello Ada", loop.run(() -> greet("Ada")));
    loop.run(
        () -> {
          Await.of(
              TaskGroup.runVoid(
                  group -> {
                    group.createTask(greet("Ada"));
                    group.createTask(greet("Alan"));
                    return Coroutine.done();
                  }));
          return Coroutine.done();
        });
    assertEquals(Duration.ofSeconds(2), loop.time());
  }

  /** Row A11. */
  @Test
  void freshLoop_hasLostWhatWasScheduled() {
    EventLoop old = EventLoop.get();
    Task<String> task = old.createTask(greet("nobody"));
    EventLoop.get().close();
    EventLoop.set(EventLoop.create());
    assertTrue(old.isClosed());
    assertFalse(task.isDone());
    assertEquals("x", EventLoop.get().runUntilComplete(Coroutine.of("x")));
  }

  /** What takes the place of MicroPython's {@code ThreadSafeFlag}. */
  @AsyncTest
  void eventThatAnotherThreadSets_wakesWhoWaits(TestLoop test) {
    AsyncEvent event = new AsyncEvent();
    EventLoop loop = test.eventLoop();
    test.run(
        () -> {
          new Thread(() -> loop.callSoonThreadsafe(event::set)).start();
          Await.of(event.await());
          return Coroutine.done();
        });
    assertTrue(event.isSet());
  }
}
