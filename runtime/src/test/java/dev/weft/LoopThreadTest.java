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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopThreadTest {

  @Test
  void submit_runsOnTheThreadAndGivesTheResult() {
    try (LoopThread thread = LoopThread.start("loop")) {
      assertEquals("loop", thread.submit(LoopThreadTest::threadName).join());
      assertTrue(thread.loop().isRunning());
    }
  }

  @Async
  private static Coroutine<String> threadName() {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of(Thread.currentThread().getName());
  }

  @Test
  void failure_isTheStages() {
    IOException failure = new IOException();
    try (LoopThread thread = LoopThread.start("loop")) {
      CompletableFuture<Void> stage =
          thread.submit(
              () -> {
                throw failure;
              });
      assertSame(failure, assertThrows(CompletionException.class, stage::join).getCause());
    }
  }

  @Test
  void close_cancelsWhatRunsAndWaitsForItsEnd() throws InterruptedException {
    List<String> log = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    LoopThread thread = LoopThread.start("loop");
    CompletableFuture<Void> stage =
        thread.submit(
            () -> {
              begun.countDown();
              try {
                Await.of(Weft.sleep(Duration.ofHours(1)));
              } finally {
                Await.of(Weft.sleep(Duration.ofMillis(1)));
                log.add("cleaned up");
              }
              return Coroutine.done();
            });
    begun.await();
    thread.close();
    thread.close();
    assertEquals(List.of("cleaned up"), log);
    assertThrows(CancellationException.class, stage::join);
    assertTrue(thread.loop().isClosed());
    assertThrows(IllegalStateException.class, () -> thread.submit(LoopThreadTest::threadName));
  }

  @Test
  void closeFromSeveralThreads_waitsForTheEndOnAll() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      List<String> log = Collections.synchronizedList(new ArrayList<>());
      LoopThread thread = LoopThread.start("loop");
      CompletableFuture<Void> work = thread.submit(() -> cleansUpInSteps(log));
      List<Thread> closers = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        Thread closer =
            new Thread(
                () -> {
                  thread.close();
                  log.add("closed " + thread.loop().isClosed());
                });
        closers.add(closer);
        closer.start();
      }
      for (Thread closer : closers) {
        closer.join();
      }
      work.handle((value, failure) -> value).join();
      log.remove("cleaned up"); // unless the work never began
      assertEquals(Collections.nCopies(3, "closed true"), log);
    }
  }

  @Async
  private static Coroutine<Void> cleansUpInSteps(List<String> log) {
    try {
      Await.of(Weft.sleep(Duration.ofHours(1)));
    } finally {
      for (int i = 0; i < 20; i++) {
        Await.of(Weft.sleep(Duration.ZERO));
      }
      log.add(log.isEmpty() ? "cleaned up" : "closed too early");
    }
    return Coroutine.done();
  }

  @Test
  @SuppressWarnings("try") // closing it early is the subject
  void close_onTheLoopsOwnThread_isRefused() {
    try (LoopThread thread = LoopThread.start("loop")) {
      CompletableFuture<Void> stage =
          thread.submit(
              () -> {
                thread.close();
                return Coroutine.done();
              });
      assertTrue(
          assertThrows(CompletionException.class, stage::join).getCause()
              instanceof IllegalStateException);
      assertFalse(thread.loop().isClosed());
    }
  }

  @Test
  void nothingThatIsSubmittedDuringClose_isLeftPending() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      LoopThread thread = LoopThread.start("loop");
      List<CompletableFuture<String>> stages = new ArrayList<>();
      Thread submitter =
          new Thread(
              () -> {
                try {
                  for (int n = 0; n < 1_000; n++) {
                    stages.add(thread.submit(() -> Coroutine.of("x")));
                  }
                } catch (IllegalStateException closed) {
                  // The end of the test.
                }
              });
      submitter.start();
      thread.close();
      submitter.join();
      for (CompletableFuture<String> stage : stages) {
        stage.handle((value, failure) -> value).join();
      }
    }
  }

  @Test
  void severalLoops_doNotDisturbEachOther() {
    try (LoopThread one = LoopThread.start("one");
        LoopThread two = LoopThread.start("two")) {
      CompletableFuture<String> both =
          one.submit(
              () -> {
                String other = Await.of(two.submit(LoopThreadTest::threadName));
                return Coroutine.of(Thread.currentThread().getName() + " and " + other);
              });
      assertEquals("one and two", both.join());
    }
  }
}
