package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.TestLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Section S: blocking work on other threads. */
class ExecutorsTest {

  /** Rows B5, S1 and S2. */
  @AsyncTest
  void work_runsOnAThreadOfTheDefaultExecutor_itsResultArrivesOnTheLoops(TestLoop test) {
    Thread loopThread = Thread.currentThread();
    test.run(
        () -> {
          Thread worker = Await.of(EventLoop.running().runInExecutor(null, Thread::currentThread));
          assertNotSame(loopThread, worker);
          assertTrue(worker.isDaemon());
          assertSame(loopThread, Thread.currentThread());
          return Coroutine.done();
        });
  }

  /** Row S1, before virtual threads. */
  @AsyncTest
  @EnabledForJreRange(max = JRE.JAVA_20)
  void defaultExecutorsThreads_areNamed(TestLoop test) {
    String name =
        test.run(
            () ->
                Coroutine.of(
                    Await.of(
                        EventLoop.running()
                            .runInExecutor(null, () -> Thread.currentThread().getName()))));
    assertTrue(name.startsWith("weft-blocking-"), name);
  }

  /** Row S4: a lambda takes its arguments along, by name or not. */
  @AsyncTest
  void arguments_areWhatALambdaCaptures(TestLoop test) throws Exception {
    String text = "argument";
    assertEquals(8, test.run(() -> Coroutine.of(Await.of(Weft.toThread(text::length)))));
  }

  /** Row S6: as many threads as Python's pool has, before virtual threads. */
  @AsyncTest
  @EnabledForJreRange(max = JRE.JAVA_20)
  void defaultPool_isAsLargeAsPythons(TestLoop test) {
    int size = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    CountDownLatch allRun = new CountDownLatch(size);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    test.run(
        () -> {
          List<dev.weft.AsyncFuture<Void>> work = new ArrayList<>();
          for (int i = 0; i < 2 * size; i++) {
            work.add(
                EventLoop.running()
                    .runInExecutor(
                        null,
                        () -> {
                          threads.add(Thread.currentThread());
                          allRun.countDown();
                          allRun.await();
                          return null;
                        }));
          }
          Await.of(Weft.gather(work));
          return Coroutine.done();
        });
    assertEquals(size, threads.size());
  }

  /** Row Y11: there is no pool of processes; one of threads computes as well. */
  @AsyncTest
  void anyExecutor_serves(TestLoop test) {
    List<Integer> results = new ArrayList<>();
    test.run(
        () -> {
          results.add(Await.of(EventLoop.running().runInExecutor(Runnable::run, () -> 1)));
          results.add(
              Await.of(EventLoop.running().runInExecutor(ForkJoinPool.commonPool(), () -> 2)));
          return Coroutine.done();
        });
    assertEquals(List.of(1, 2), results);
  }
}
