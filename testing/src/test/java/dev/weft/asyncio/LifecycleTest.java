package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.Yield;
import dev.weft.annotations.Async;
import dev.weft.spi.LoopConfig;
import dev.weft.spi.Poller;
import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Section B: the loop's life. */
@Timeout(60)
class LifecycleTest {

  private final VirtualTime time = new VirtualTime();
  private final EventLoop loop = time.newLoop();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  /** Rows B9 and B17. */
  @Test
  void runForever_runsUntilStop() {
    loop.callLater(Duration.ofMillis(100), loop::stop);
    loop.runForever();
    assertEquals(Duration.ofMillis(100), loop.time());
  }

  /** Row B10. */
  @Test
  void tasksMadeBefore_runAndMayStopTheLoop() {
    loop.createTask(
        () -> {
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          log.add("stops");
          loop.stop();
          return Coroutine.done();
        });
    loop.runForever();
    assertEquals(List.of("stops"), log);
  }

  /** Row B14: what all wordings of the rule of {@code stop} agree on. */
  @Test
  void callbacksBeforeStop_run_thoseAfterItWaitForTheNextRun() {
    loop.callSoon(() -> log.add("before"));
    loop.stop();
    loop.runForever();
    assertEquals(List.of("before"), log);
    loop.callSoon(
        () -> {
          loop.stop();
          loop.callSoon(() -> log.add("after"));
        });
    loop.runForever();
    assertEquals(List.of("before"), log);
    loop.runUntilComplete(Weft.sleep(Duration.ZERO));
    assertEquals(List.of("before", "after"), log);
  }

  /** Rows B15 and B16. */
  @Test
  void stop_onlySetsAFlag_whichTheEndOfTheRunClears() {
    Task<Void> task =
        loop.createTask(
            () -> {
              loop.stop();
              loop.stop();
              log.add("the step goes on");
              Await.of(Weft.sleep(Duration.ZERO));
              log.add("the next run");
              return Coroutine.done();
            });
    loop.runForever();
    assertEquals(List.of("the step goes on"), log);
    loop.runUntilComplete(task);
    assertEquals(List.of("the step goes on", "the next run"), log);
  }

  /** Row B21: the compiler accepts nothing else; null is refused before anything runs. */
  @Test
  void runUntilComplete_ofNothing_isRefused() {
    loop.callSoon(() -> log.add("ran"));
    assertThrows(NullPointerException.class, () -> loop.runUntilComplete((Task<String>) null));
    assertEquals(List.of(), log);
    assertFalse(loop.isRunning());
  }

  /** Row B25. */
  @Test
  void close_shutsTheExecutorDownAndDoesNotWaitForIt() throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    CountDownLatch mayEnd = new CountDownLatch(1);
    loop.setDefaultExecutor(executor);
    loop.runInExecutor(
        null,
        () -> {
          mayEnd.await();
          return null;
        });
    loop.close();
    assertTrue(executor.isShutdown());
    assertFalse(executor.isTerminated());
    mayEnd.countDown();
  }

  /** Row B28. */
  @Test
  void everythingAfterClose_isRefused() {
    loop.close();
    Coroutine<Void> coroutine = Weft.sleep(Duration.ZERO);
    for (Runnable call :
        List.<Runnable>of(
            () -> loop.callSoon(() -> {}),
            () -> loop.callSoonThreadsafe(() -> {}),
            () -> loop.callLater(Duration.ZERO, () -> {}),
            () -> loop.callAt(Duration.ZERO, () -> {}),
            () -> loop.createTask(coroutine),
            () -> loop.runInExecutor(null, () -> null),
            () -> loop.runUntilComplete(Weft.sleep(Duration.ZERO)),
            loop::runForever)) {
      IllegalStateException e = assertThrows(IllegalStateException.class, call::run);
      assertTrue(e.getMessage().startsWith("Event loop is closed"), e.getMessage());
    }
  }

  /** Row B29. */
  @Test
  void close_freesThePoller() {
    List<String> closed = new ArrayList<>();
    EventLoop.create(LoopConfig.standard().withPoller(() -> new ClosingPoller(closed))).close();
    assertEquals(List.of("closed"), closed);
  }

  private record ClosingPoller(List<String> closed) implements Poller {
    @Override
    public void poll(long timeoutNanos, Consumer<? super Runnable> ready) {}

    @Override
    public void wakeup() {}

    @Override
    public void close() throws IOException {
      closed.add("closed");
    }
  }

  /** Row B8. */
  @Test
  @Tag("slow")
  void idleLoop_sleepsInOnePoll() {
    CountingPoller poller = new CountingPoller(LoopConfig.standard().poller().get());
    var threads = ManagementFactory.getThreadMXBean();
    try (EventLoop real = EventLoop.create(LoopConfig.standard().withPoller(() -> poller))) {
      real.callLater(Duration.ofMillis(300), real::stop);
      long before = threads.getCurrentThreadCpuTime();
      real.runForever();
      assertTrue(threads.getCurrentThreadCpuTime() - before < 150_000_000);
    }
    assertTrue(poller.polls <= 3, "polls: " + poller.polls);
  }

  private static final class CountingPoller implements Poller {
    private final Poller poller;
    private int polls;

    CountingPoller(Poller poller) {
      this.poller = poller;
    }

    @Override
    public void poll(long timeoutNanos, Consumer<? super Runnable> ready) throws IOException {
      polls++;
      poller.poll(timeoutNanos, ready);
    }

    @Override
    public void wakeup() {
      poller.wakeup();
    }

    @Override
    public void close() throws IOException {
      poller.close();
    }
  }

  // ---- async generators ----

  @Async
  private AsyncGenerator<Integer> numbers() {
    try {
      for (int i = 0; ; i++) {
        Yield.of(i);
      }
    } finally {
      Await.of(Weft.sleep(Duration.ofMillis(1)));
      log.add("closed");
    }
  }

  /** Rows B33 and Z8. */
  @Test
  void shutdownAsyncGens_closesWhatIsOpen_beforeTheLoopIsClosed() {
    try (EventLoop closing = loop) {
      loop.createTask(
          () -> {
            AsyncGenerator<Integer> half = numbers();
            Await.of(half.moveNext());
            loop.stop();
            return Coroutine.done();
          });
      try {
        loop.runForever();
      } finally {
        loop.runUntilComplete(loop.shutdownAsyncGens());
      }
    }
    assertEquals(List.of("closed"), log);
    assertTrue(loop.isClosed());
  }
}
