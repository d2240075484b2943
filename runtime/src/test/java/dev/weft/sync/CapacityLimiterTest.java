package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TimeoutException;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityLimiterTest {

  private final CapacityLimiter limiter = new CapacityLimiter(2);
  private int running;
  private int most;

  @Async
  private Coroutine<Void> work() {
    try (var held = Await.of(limiter.hold())) {
      most = Math.max(most, ++running);
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
      running--;
    }
    return Coroutine.done();
  }

  @Test
  void noMoreTasksThanTheLimit_runAtTheSameTime() {
    VirtualTime.run(
        () -> {
          List<Coroutine<Void>> all = new ArrayList<>();
          for (int i = 0; i < 6; i++) {
            all.add(work());
          }
          Await.of(Weft.gather(all));
          return Coroutine.done();
        });
    assertEquals(2, most);
    assertEquals(new CapacityLimiter.Statistics(2, 0, 0), limiter.statistics());
  }

  @Test
  void borrower_borrowsOnceAndReleasesItsOwn() {
    VirtualTime.run(
        () -> {
          Await.of(limiter.acquire());
          Task<Void> again = Weft.createTask(limiter.acquire(Weft.currentTask()));
          Await.of(Weft.settle(again));
          assertThrows(IllegalStateException.class, again::result);
          assertThrows(IllegalStateException.class, () -> limiter.release("stranger"));
          Await.of(limiter.acquire("stranger"));
          limiter.release("stranger");
          limiter.release();
          assertThrows(IllegalStateException.class, limiter::release);
          return Coroutine.done();
        });
  }

  @Test
  void limit_canGrowAndShrinkMeanwhile() {
    VirtualTime.run(
        () -> {
          Await.of(limiter.acquire("a"));
          Await.of(limiter.acquire("b"));
          Task<Void> c = Weft.createTask(limiter.acquire("c"));
          Await.of(Weft.sleep(Duration.ZERO));
          limiter.setLimit(3);
          Await.of(c);
          limiter.setLimit(1);
          Task<Void> d = Weft.createTask(limiter.acquire("d"));
          limiter.release("a");
          limiter.release("b");
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          assertFalse(d.isDone());
          limiter.release("c");
          Await.of(d);
          assertTrue(d.isDone());
          assertEquals(new CapacityLimiter.Statistics(1, 1, 0), limiter.statistics());
          return Coroutine.done();
        });
  }

  @Test
  void limitBelowOne_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CapacityLimiter(0));
    assertThrows(IllegalArgumentException.class, () -> limiter.setLimit(0));
  }

  @Test
  void borrowerThatWaitsTwice_borrowsOnce() throws TimeoutException {
    VirtualTime.run(
        () -> {
          Await.of(limiter.acquire("a"));
          Await.of(limiter.acquire("b"));
          Task<Void> first = Weft.createTask(limiter.acquire("c"));
          Task<Void> second = Weft.createTask(limiter.acquire("c"));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          limiter.release("a");
          limiter.release("b");
          Await.of(first);
          Await.of(Weft.settle(second));
          assertThrows(IllegalStateException.class, second::result);
          Await.of(Weft.waitFor(limiter.acquire("d"), Duration.ofSeconds(1)));
          return Coroutine.done();
        });
  }
}
