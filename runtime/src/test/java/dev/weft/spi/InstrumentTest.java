package dev.weft.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("weft:AsyncNeverAwaits") // the shortest of hot methods
class InstrumentTest {

  private final List<String> log = new ArrayList<>();
  private final EventLoop loop = VirtualTime.loop();

  /** Notes what happens to tasks. */
  private class Notes implements Instrument {
    @Override
    public void taskSpawned(Task<?> task) {
      log.add("spawned " + task.name());
    }

    @Override
    public void taskDone(Task<?> task) {
      assertTrue(task.isDone());
      log.add("done " + task.name());
    }

    @Override
    public void beforeStep(Task<?> task) {
      log.add("before " + task.name());
    }

    @Override
    public void afterStep(Task<?> task) {
      log.add("after " + task.name());
    }
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void instrument_hearsOfTasksAndTheirSteps() {
    loop.addInstrument(new Notes());
    loop.runUntilComplete(
        () -> {
          log.add("body");
          Await.of(Weft.sleep(Duration.ZERO));
          return Coroutine.done();
        });
    assertEquals(
        List.of(
            "spawned Task-1",
            "before Task-1",
            "body",
            "after Task-1",
            "before Task-1",
            "done Task-1",
            "after Task-1"),
        log);
  }

  @Test
  void firstStepOfAHotMethod_liesInsideItsCallersStep() {
    loop.addInstrument(new Notes());
    loop.runUntilComplete(() -> Coroutine.of(hot().getNow("pending")));
    assertEquals(
        List.of(
            "spawned Task-1",
            "before Task-1",
            "spawned Task-2",
            "before Task-2",
            "done Task-2",
            "after Task-2",
            "done Task-1",
            "after Task-1"),
        log);
  }

  @Async
  private static CompletableFuture<String> hot() {
    return CompletableFuture.completedFuture("hot");
  }

  @Test
  void instrument_hearsOfWaiting() {
    loop.addInstrument(
        new Instrument() {
          @Override
          public void beforeIoWait(long timeoutNanos) {
            log.add("waits " + timeoutNanos);
          }

          @Override
          public void afterIoWait(long timeoutNanos) {
            log.add("waited " + timeoutNanos);
          }
        });
    loop.callLater(Duration.ofNanos(7), loop::stop);
    loop.runForever();
    assertEquals(List.of("waits 7", "waited 7"), log);
  }

  @Test
  void removedInstrument_hearsNoMore() {
    Instrument notes = new Notes();
    loop.addInstrument(notes);
    assertTrue(loop.removeInstrument(notes));
    assertFalse(loop.removeInstrument(notes));
    loop.runUntilComplete(Coroutine.done());
    assertEquals(List.of(), log);
  }

  @Test
  void brokenInstrument_isReportedAndRemoved() {
    loop.setExceptionHandler((l, context) -> log.add(context.exception().getMessage()));
    loop.addInstrument(
        new Instrument() {
          @Override
          public void beforeStep(Task<?> task) {
            throw new IllegalStateException("broken");
          }
        });
    loop.runUntilComplete(Weft.sleep(Duration.ZERO));
    assertEquals(List.of("broken"), log);
  }
}
