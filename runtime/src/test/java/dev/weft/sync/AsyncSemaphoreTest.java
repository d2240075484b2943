package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsyncSemaphoreTest {

  private final List<String> log = new ArrayList<>();

  @Async
  private Coroutine<Void> acquireAndLog(AsyncSemaphore semaphore, String name) {
    Await.of(semaphore.acquire());
    log.add(name);
    return Coroutine.done();
  }

  @Test
  void permits_areGivenUntilNoneIsLeft() {
    VirtualTime.run(
        () -> {
          AsyncSemaphore semaphore = new AsyncSemaphore(2);
          Await.of(semaphore.acquire());
          assertFalse(semaphore.isLocked());
          Await.of(semaphore.acquire());
          assertTrue(semaphore.isLocked());
          assertFalse(semaphore.tryAcquire());
          semaphore.release();
          assertTrue(semaphore.tryAcquire());
          return Coroutine.done();
        });
  }

  /** asyncio case 108. */
  @Test
  void order_isKeptWhenAnEarlierWaiterIsCancelled() {
    VirtualTime.run(
        () -> {
          AsyncSemaphore semaphore = new AsyncSemaphore(0);
          Task<Void> a = Weft.createTask(() -> acquireAndLog(semaphore, "a"));
          Weft.createTask(() -> acquireAndLog(semaphore, "b"));
          Weft.createTask(() -> acquireAndLog(semaphore, "c"));
          Await.of(Weft.sleep(Duration.ZERO));
          a.cancel();
          Await.of(Weft.sleep(Duration.ZERO));
          semaphore.release();
          semaphore.release();
          Task<Void> late = Weft.createTask(() -> acquireAndLog(semaphore, "late"));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          assertFalse(late.isDone());
          return Coroutine.done();
        });
    assertEquals(List.of("b", "c"), log);
  }

  @Test
  void nobodyOvertakesAWaiter() {
    VirtualTime.run(
        () -> {
          AsyncSemaphore semaphore = new AsyncSemaphore(1);
          Await.of(semaphore.acquire());
          Task<Void> waiter = Weft.createTask(semaphore.acquire());
          Await.of(Weft.sleep(Duration.ZERO));
          semaphore.release();
          assertFalse(semaphore.tryAcquire());
          Await.of(waiter);
          return Coroutine.done();
        });
  }

  @Test
  void randomCancellations_loseNoPermit() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      VirtualTime.run(
          () -> {
            AsyncSemaphore semaphore = new AsyncSemaphore(3);
            int[] inside = {0};
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
              tasks.add(Weft.createTask(() -> useOnce(semaphore, inside, random)));
            }
            for (int i = 0; i < 40; i++) {
              tasks.get(random.nextInt(tasks.size())).cancel();
              Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(3))));
            }
            Await.of(Weft.settle(tasks));
            assertEquals(3, semaphore.statistics().free());
            assertEquals(0, semaphore.statistics().waiting());
            return Coroutine.done();
          });
    }
  }

  @Async
  private static Coroutine<Void> useOnce(AsyncSemaphore semaphore, int[] inside, Random random) {
    try (var held = Await.of(semaphore.hold())) {
      assertTrue(++inside[0] <= 3);
      try {
        Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(4))));
      } finally {
        inside[0]--;
      }
    }
    return Coroutine.done();
  }

  @Test
  void negativePermits_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new AsyncSemaphore(-1));
    assertThrows(IllegalArgumentException.class, () -> new BoundedSemaphore(-1));
  }

  @Test
  void boundedSemaphore_refusesMoreReleasesThanAcquires() {
    VirtualTime.run(
        () -> {
          BoundedSemaphore semaphore = new BoundedSemaphore(1);
          assertThrows(IllegalStateException.class, semaphore::release);
          try (var held = Await.of(semaphore.hold())) {
            assertTrue(semaphore.isLocked());
          }
          assertThrows(IllegalStateException.class, semaphore::release);
          return Coroutine.done();
        });
  }

  @Test
  void cancelledWaiter_throwsCancelledError() {
    VirtualTime.run(
        () -> {
          AsyncSemaphore semaphore = new AsyncSemaphore(0);
          Task<Void> waiter = Weft.createTask(() -> acquireAndLog(semaphore, "x"));
          Await.of(Weft.sleep(Duration.ZERO));
          waiter.cancel("why");
          try {
            Await.of(waiter);
          } catch (CancelledError e) {
            log.add(e.getMessage());
          }
          return Coroutine.done();
        });
    assertEquals(List.of("why"), log);
  }
}
