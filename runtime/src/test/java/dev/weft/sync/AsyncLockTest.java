package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.api.Test;

class AsyncLockTest {

  private final AsyncLock lock = new AsyncLock();
  private final List<String> log = new ArrayList<>();

  @Async
  private Coroutine<Void> lockAndLog(String name) {
    try (var held = Await.of(lock.hold())) {
      log.add(name + " in");
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
      log.add(name + " out");
    }
    return Coroutine.done();
  }

  /** Lets every task that can go on do so. */
  @Async
  private static Coroutine<Void> settle() {
    for (int i = 0; i < 5; i++) {
      Await.of(Weft.sleep(Duration.ZERO));
    }
    return Coroutine.done();
  }

  @Test
  void oneTaskAtATime_inOrderOfWaiting() {
    VirtualTime.run(
        () -> {
          Await.of(Weft.gather(lockAndLog("a"), lockAndLog("b"), lockAndLog("c")));
          return Coroutine.done();
        });
    assertEquals(List.of("a in", "a out", "b in", "b out", "c in", "c out"), log);
    assertFalse(lock.isLocked());
  }

  @Test
  void freeLock_isTakenWithoutSuspending() {
    VirtualTime.run(
        () -> {
          EventLoop.running().callSoon(() -> log.add("other"));
          Await.of(lock.acquire());
          assertEquals(List.of(), log);
          assertTrue(lock.isLocked());
          assertFalse(lock.tryAcquire());
          lock.release();
          assertTrue(lock.tryAcquire());
          return Coroutine.done();
        });
  }

  @Test
  void releaseWithoutAcquire_throws() {
    assertThrows(IllegalStateException.class, lock::release);
  }

  @Test
  void closingHeldTwice_releasesOnce() {
    VirtualTime.run(
        () -> {
          Held held = Await.of(lock.hold());
          Task<Held> next = Weft.createTask(lock.hold());
          Await.of(Weft.sleep(Duration.ZERO));
          held.close();
          held.close();
          assertTrue(lock.isLocked());
          Await.of(next).close();
          assertFalse(lock.isLocked());
          return Coroutine.done();
        });
  }

  /** asyncio case 105; asyncio semantics 40. */
  @Test
  void releaseWhileTheFirstWaiterIsBeingCancelled_servesTheNext() {
    VirtualTime.run(
        () -> {
          Await.of(lock.acquire());
          Task<Void> a = Weft.createTask(lock.acquire());
          Task<Void> b = Weft.createTask(lock.acquire());
          Await.of(settle());
          a.cancel();
          lock.release();
          Await.of(settle());
          assertTrue(a.isCancelled());
          assertTrue(b.isDone());
          assertTrue(lock.isLocked());
          return Coroutine.done();
        });
  }

  /** asyncio case 106. */
  @Test
  void cancelRightAfterRelease_admitsNoTwoOwnersAndLosesNoTurn() {
    VirtualTime.run(
        () -> {
          Await.of(lock.acquire());
          Task<Void> a = Weft.createTask(lock.acquire());
          Task<Void> b = Weft.createTask(lock.acquire());
          Task<Void> c = Weft.createTask(lock.acquire());
          Await.of(settle());
          lock.release();
          a.cancel();
          assertFalse(lock.tryAcquire());
          Await.of(settle());
          assertTrue(a.isCancelled());
          assertTrue(b.isDone());
          assertFalse(c.isDone());
          lock.release();
          Await.of(c);
          return Coroutine.done();
        });
  }

  @Test
  void cancelOfTheOnlyWaiterAfterRelease_freesTheLock() {
    VirtualTime.run(
        () -> {
          Await.of(lock.acquire());
          Task<Void> a = Weft.createTask(lock.acquire());
          Await.of(settle());
          lock.release();
          a.cancel();
          Await.of(settle());
          assertFalse(lock.isLocked());
          return Coroutine.done();
        });
  }

  @Test
  void waitingOnAnotherLoop_throws() {
    VirtualTime.run(
        () -> {
          Await.of(lock.acquire());
          Weft.createTask(lock.acquire());
          Await.of(settle());
          return Coroutine.done();
        });
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> VirtualTime.run(() -> lock.acquire()));
    assertTrue(e.getMessage().contains("another"));
  }

  @Test
  void statistics_tellWhoWaits() {
    VirtualTime.run(
        () -> {
          assertEquals(new AsyncLock.Statistics(false, 0), lock.statistics());
          Await.of(lock.acquire());
          Weft.createTask(lock.acquire());
          Await.of(settle());
          assertEquals(new AsyncLock.Statistics(true, 1), lock.statistics());
          return Coroutine.done();
        });
  }
}
