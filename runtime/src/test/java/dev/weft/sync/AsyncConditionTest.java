package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncConditionTest {

  private final AsyncCondition condition = new AsyncCondition();
  private final List<String> log = new ArrayList<>();

  @Async
  private Coroutine<Void> waitAndLog(String name) {
    try (var held = Await.of(condition.hold())) {
      Await.of(condition.await());
      assertTrue(condition.isLocked());
      log.add(name);
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> settle() {
    for (int i = 0; i < 6; i++) {
      Await.of(Weft.sleep(Duration.ZERO));
    }
    return Coroutine.done();
  }

  @Test
  void signal_wakesInOrderAndOnlySoMany() {
    VirtualTime.run(
        () -> {
          for (String name : List.of("a", "b", "c", "d")) {
            Weft.createTask(() -> waitAndLog(name));
          }
          Await.of(settle());
          assertEquals(new AsyncCondition.Statistics(false, 0, 4), condition.statistics());
          try (var held = Await.of(condition.hold())) {
            condition.signal();
          }
          Await.of(settle());
          assertEquals(List.of("a"), log);
          try (var held = Await.of(condition.hold())) {
            condition.signal(2);
          }
          Await.of(settle());
          assertEquals(List.of("a", "b", "c"), log);
          try (var held = Await.of(condition.hold())) {
            condition.signalAll();
            condition.signalAll();
          }
          Await.of(settle());
          assertEquals(List.of("a", "b", "c", "d"), log);
          return Coroutine.done();
        });
  }

  @Test
  void signalThatNobodyWaitsFor_isNotKept() {
    VirtualTime.run(
        () -> {
          try (var held = Await.of(condition.hold())) {
            condition.signal();
          }
          Task<Void> waiter = Weft.createTask(() -> waitAndLog("x"));
          Await.of(settle());
          assertFalse(waiter.isDone());
          return Coroutine.done();
        });
  }

  @Test
  void withoutTheLock_nothingWorks() {
    assertThrows(IllegalStateException.class, condition::signal);
    assertThrows(IllegalStateException.class, condition::signalAll);
    assertThrows(IllegalStateException.class, condition::release);
    assertThrows(IllegalStateException.class, () -> VirtualTime.run(() -> condition.await()));
  }

  @Test
  void awaitUntil_goesOnWhenThePredicateIsTrue() {
    VirtualTime.run(
        () -> {
          int[] value = {0};
          Task<Void> waiter =
              Weft.createTask(
                  () -> {
                    try (var held = Await.of(condition.hold())) {
                      Await.of(condition.awaitUntil(() -> value[0] == 2));
                    }
                    return Coroutine.done();
                  });
          for (int i = 1; i <= 2; i++) {
            Await.of(settle());
            assertFalse(waiter.isDone());
            try (var held = Await.of(condition.hold())) {
              value[0] = i;
              condition.signalAll();
            }
          }
          Await.of(waiter);
          return Coroutine.done();
        });
  }

  /** asyncio case 107; asyncio semantics 40. */
  @Test
  void signalledWaiterThatIsCancelled_passesTheSignalOn() {
    VirtualTime.run(
        () -> {
          Task<Void> a = Weft.createTask(() -> waitAndLog("a"));
          Task<Void> b = Weft.createTask(() -> waitAndLog("b"));
          Await.of(settle());
          try (var held = Await.of(condition.hold())) {
            condition.signal();
          }
          a.cancel();
          Await.of(settle());
          assertTrue(a.isCancelled());
          assertTrue(b.isDone());
          assertFalse(condition.isLocked());
          return Coroutine.done();
        });
    assertEquals(List.of("b"), log);
  }

  @Test
  void waiterCancelledWhileItTakesTheLockAgain_passesTheSignalOnAndHoldsTheLock() {
    VirtualTime.run(
        () -> {
          List<Boolean> lockedAtTheEnd = new ArrayList<>();
          Task<Void> a =
              Weft.createTask(
                  () -> {
                    Await.of(condition.acquire());
                    try {
                      Await.of(condition.await());
                    } finally {
                      lockedAtTheEnd.add(condition.isLocked());
                      condition.release();
                    }
                    return Coroutine.done();
                  });
          Task<Void> b = Weft.createTask(() -> waitAndLog("b"));
          Await.of(settle());
          Await.of(condition.acquire());
          condition.signal();
          Await.of(settle());
          a.cancel();
          a.cancel();
          Await.of(settle());
          assertFalse(a.isDone());
          condition.release();
          Await.of(settle());
          assertTrue(a.isCancelled());
          assertEquals(List.of(true), lockedAtTheEnd);
          assertTrue(b.isDone());
          return Coroutine.done();
        });
  }
}
