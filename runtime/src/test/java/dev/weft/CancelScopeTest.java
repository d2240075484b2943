package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings({"weft:CancellationSwallowed", "weft:AsyncNeverAwaits"}) // both on purpose
class CancelScopeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final List<String> log = new ArrayList<>();

  private static Coroutine<Void> sleep(int seconds) {
    return Weft.sleep(Duration.ofSeconds(seconds));
  }

  private static long now() {
    return EventLoop.running().time().toSeconds();
  }

  @Async
  private Coroutine<String> work(String name, int seconds) {
    try {
      Await.of(sleep(seconds));
      log.add(name + " done at " + now());
    } catch (CancelledError cancelled) {
      log.add(name + " cancelled at " + now());
      throw cancelled;
    }
    return Coroutine.of(name);
  }

  // ---- cancelling ----

  @Test
  void bodyInTime_givesItsResult() {
    VirtualTime.run(
        () -> {
          CancelScope scope = new CancelScope();
          assertEquals("work", Await.of(scope.run(s -> work("work", 1))));
          assertFalse(scope.cancelCalled());
          assertFalse(scope.cancelledCaught());
          return Coroutine.done();
        });
  }

  @Test
  void cancelFromElsewhere_endsTheBodyAndNothingElse() {
    VirtualTime.run(
        () -> {
          CancelScope scope = new CancelScope();
          EventLoop.running().callLater(SECOND, scope::cancel);
          assertNull(Await.of(scope.run(s -> work("work", 3600))));
          assertTrue(scope.cancelledCaught());
          assertEquals(0, Weft.currentTask().cancelling());
          Await.of(work("next", 1));
          return Coroutine.done();
        });
    assertEquals(List.of("work cancelled at 1", "next done at 2"), log);
  }

  @Test
  void moveOnAfter_endsTheBodyAtItsDeadline() {
    VirtualTime.run(
        () -> {
          assertNull(Await.of(CancelScope.moveOnAfter(SECOND, s -> work("slow", 5))));
          assertEquals("fast", Await.of(CancelScope.moveOnAfter(HOUR, s -> work("fast", 5))));
          return Coroutine.done();
        });
    assertEquals(List.of("slow cancelled at 1", "fast done at 6"), log);
  }

  @Test
  void deadlineThatIsOver_cancelsTheFirstAwaitThatSuspends() {
    VirtualTime.run(
        () -> {
          assertNull(Await.of(CancelScope.moveOnAfter(Duration.ZERO, s -> yieldOnce())));
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<String> yieldOnce() {
    Await.of(Weft.sleep(Duration.ZERO));
    return Coroutine.of("went on");
  }

  @Test
  void deadline_canBeMovedWhileTheBodyRuns() {
    VirtualTime.run(
        () -> {
          CancelScope scope = new CancelScope();
          scope.setDeadline(SECOND);
          Await.of(
              scope.run(
                  s -> {
                    assertEquals(SECOND, s.deadline());
                    s.setDeadline(SECOND.multipliedBy(3));
                    return work("work", 5);
                  }));
          assertTrue(scope.cancelledCaught());
          CancelScope without = new CancelScope();
          without.setDeadline(SECOND.multipliedBy(4));
          without.setDeadline(null);
          Await.of(without.run(s -> work("without", 5)));
          return Coroutine.done();
        });
    assertEquals(List.of("work cancelled at 3", "without done at 8"), log);
  }

  @Test
  void scopeCancelledBefore_letsTheBodyRunToItsFirstAwait() {
    VirtualTime.run(
        () -> {
          CancelScope scope = new CancelScope();
          scope.cancel();
          Await.of(
              scope.run(
                  s -> {
                    log.add("begun");
                    return work("work", 1);
                  }));
          assertTrue(scope.cancelledCaught());
          return Coroutine.done();
        });
    assertEquals(List.of("begun", "work cancelled at 0"), log);
  }

  @Test
  void bodyThatCatchesTheCancellation_givesItsResult() {
    VirtualTime.run(
        () -> {
          CancelScope scope = new CancelScope();
          EventLoop.running().callLater(SECOND, scope::cancel);
          String result =
              Await.of(
                  scope.run(
                      s -> {
                        try {
                          Await.of(work("work", 5));
                        } catch (CancelledError cancelled) {
                          Await.of(work("after it", 1));
                        }
                        return Coroutine.of("result");
                      }));
          assertEquals("result", result);
          assertTrue(scope.cancelCalled());
          assertFalse(scope.cancelledCaught());
          assertEquals(0, Weft.currentTask().cancelling());
          return Coroutine.done();
        });
    assertEquals(List.of("work cancelled at 1", "after it done at 2"), log);
  }

  @Test
  void failure_isThrownAsItIs() {
    IOException failure = new IOException();
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                new CancelScope()
                    .run(
                        s -> {
                          s.cancel();
                          throw failure;
                        }));
          } catch (IOException e) {
            assertSame(failure, e);
          }
          Await.of(work("next", 1));
          return Coroutine.done();
        });
    assertEquals(List.of("next done at 1"), log);
  }

  @Test
  void cancellationOfTheTask_passesThroughTheScope() {
    VirtualTime.run(
        () -> {
          CancelScope scope = new CancelScope();
          Task<String> task = Weft.createTask(() -> scope.run(s -> work("work", 5)));
          Await.of(sleep(1));
          task.cancel();
          scope.cancel();
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled());
          assertFalse(scope.cancelledCaught());
          return Coroutine.done();
        });
  }

  @Test
  void outerScope_cancelsTheInnerOne() {
    VirtualTime.run(
        () -> {
          CancelScope outer = new CancelScope();
          CancelScope inner = new CancelScope();
          EventLoop.running().callLater(SECOND, outer::cancel);
          Await.of(
              outer.run(
                  o -> {
                    Await.of(inner.run(i -> work("work", 5)));
                    log.add("not reached");
                    return Coroutine.done();
                  }));
          assertTrue(outer.cancelledCaught());
          assertFalse(inner.cancelCalled());
          assertFalse(inner.cancelledCaught());
          return Coroutine.done();
        });
    assertEquals(List.of("work cancelled at 1"), log);
  }

  @Test
  void scope_isRunOnce() {
    VirtualTime.run(
        () -> {
          CancelScope scope = new CancelScope();
          Await.of(scope.run(s -> Coroutine.done()));
          try {
            Await.of(scope.run(s -> Coroutine.done()));
          } catch (IllegalStateException e) {
            log.add(e.getMessage());
          }
          return Coroutine.done();
        });
    assertEquals(List.of("a CancelScope is run once: make another one"), log);
  }

  // ---- in the clean-up of a task that was cancelled ----

  @Test
  void scopeLeftBeforeItsBodyWasCancelled_takesItsRequestWithIt() {
    assertCleanUpIsNotCancelled(
        () ->
            new CancelScope()
                .run(
                    scope -> {
                      scope.cancel();
                      return Coroutine.done();
                    }));
  }

  @Test
  void groupLeftBeforeItsBodyWasCancelled_takesItsRequestWithIt() {
    assertCleanUpIsNotCancelled(
        () ->
            TaskGroup.runVoid(
                group -> {
                  group.cancel();
                  return Coroutine.done();
                }));
  }

  @Test
  void limitThatRanOutUnderAShield_takesItsRequestWithIt() {
    assertCleanUpIsNotCancelled(
        () -> Weft.timeout(SECOND, t -> CancelScope.shielded(s -> sleep(2))));
  }

  /** What {@code scoped} does in a clean-up must not cut off the rest of it. */
  private void assertCleanUpIsNotCancelled(AsyncCallable<Void, ?> scoped) {
    VirtualTime.run(
        () -> {
          Task<Void> task = Weft.createTask(() -> cleanUpWith(scoped));
          Await.of(sleep(1));
          task.cancel();
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled());
          assertEquals(1, task.cancelling());
          return Coroutine.done();
        });
    assertEquals(List.of("cleaned up"), log);
  }

  @Async
  private Coroutine<Void> cleanUpWith(AsyncCallable<Void, ?> scoped) throws Exception {
    try {
      Await.of(Weft.sleep(HOUR));
    } finally {
      Await.of(scoped.call(), Exception.class);
      Await.of(sleep(1));
      log.add("cleaned up");
    }
    return Coroutine.done();
  }

  @Test
  void outerScopesRequestThatAGroupPassesOn_endsWithTheOuterScope() {
    VirtualTime.run(
        () -> {
          CancelScope outer = new CancelScope();
          EventLoop.running().callLater(SECOND, outer::cancel);
          Await.of(outer.run(scope -> groupThatFailsWhenCancelled()));
          Await.of(work("next", 1));
          assertEquals(0, Weft.currentTask().cancelling());
          return Coroutine.done();
        });
    assertEquals(List.of("body cancelled at 1", "group failed", "next done at 2"), log);
  }

  @Async
  private Coroutine<Void> groupThatFailsWhenCancelled() {
    try {
      Await.of(
          TaskGroup.run(
              group -> {
                group.createTask(() -> failWhenCancelled());
                return work("body", 60);
              }));
    } catch (Exception e) {
      log.add("group failed");
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> failWhenCancelled() throws IOException {
    try {
      Await.of(Weft.sleep(HOUR));
    } catch (CancelledError cancelled) {
      throw new IOException("while it was cancelled", cancelled);
    }
    return Coroutine.done();
  }

  @Test
  void requestMadeJustBeforeAScope_isNotTakenForTheScopes() {
    CancelScope scope = new CancelScope();
    VirtualTime.run(
        () -> {
          Task<Void> task =
              Weft.createTask(
                  () -> {
                    Weft.currentTask().cancel();
                    scope.setDeadline(SECOND);
                    Await.of(scope.run(s -> cleanUpWith(() -> sleep(60))));
                    return Coroutine.done();
                  });
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
    assertTrue(scope.cancelCalled());
    assertFalse(scope.cancelledCaught());
    assertEquals(List.of(), log);
  }

  // ---- shielding ----

  @Test
  void shield_holdsTheTasksCancellationBackUntilItsEnd() {
    VirtualTime.run(
        () -> {
          Task<Void> task =
              Weft.createTask(
                  () -> {
                    Await.of(CancelScope.shielded(s -> work("shielded", 5)));
                    Await.of(work("unshielded", 5));
                    return Coroutine.done();
                  });
          Await.of(sleep(1));
          assertTrue(task.cancel("why"));
          assertEquals(1, task.cancelling());
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled());
          assertEquals("why", assertThrows(CancelledError.class, task::result).getMessage());
          return Coroutine.done();
        });
    assertEquals(List.of("shielded done at 5", "unshielded cancelled at 5"), log);
  }

  @Test
  void shieldInCleanUp_holdsBackWhatWasRequestedJustBefore() {
    VirtualTime.run(
        () -> {
          Task<Void> task =
              Weft.createTask(
                  () -> {
                    Weft.currentTask().cancel();
                    Await.of(CancelScope.shielded(s -> work("cleanup", 1)));
                    Await.of(work("more", 1));
                    return Coroutine.done();
                  });
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("cleanup done at 1", "more cancelled at 1"), log);
  }

  @Test
  void shieldedScopesOwnDeadline_isNotHeldBack() {
    VirtualTime.run(
        () -> {
          CancelScope cleanUp = new CancelScope();
          cleanUp.setShielded(true);
          cleanUp.setDeadline(SECOND.multipliedBy(3));
          Task<Void> task =
              Weft.createTask(
                  () -> {
                    Await.of(cleanUp.run(s -> work("cleanup", 60)));
                    log.add("after the scope");
                    Await.of(work("more", 1));
                    return Coroutine.done();
                  });
          Await.of(sleep(1));
          task.cancel();
          Await.of(Weft.settle(task));
          assertTrue(cleanUp.cancelledCaught());
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("cleanup cancelled at 3", "after the scope", "more cancelled at 3"), log);
  }

  @Test
  void limitsAndGroupsInsideAShield_work() {
    VirtualTime.run(
        () -> {
          Task<Void> task =
              Weft.createTask(() -> CancelScope.shielded(s -> limitAndFailingGroup()));
          Await.of(Weft.sleep(Duration.ofMillis(500)));
          task.cancel();
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled(), "after the shield, as in any last step");
          return Coroutine.done();
        });
    assertEquals(
        List.of("limited cancelled at 1", "timed out", "sibling cancelled at 2", "group failed"),
        log);
  }

  @Async
  private Coroutine<Void> limitAndFailingGroup() {
    try {
      Await.of(Weft.timeout(SECOND, t -> work("limited", 60)));
    } catch (TimeoutException e) {
      log.add("timed out");
    }
    try {
      Await.of(
          TaskGroup.run(
              g -> {
                g.createTask(() -> work("sibling", 60));
                return failAfter(1);
              }));
    } catch (IOException e) {
      log.add("group failed");
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> failAfter(int seconds) throws IOException {
    Await.of(sleep(seconds));
    throw new IOException();
  }

  @Test
  void limitOutsideAShield_expiresWhenTheShieldEnds() {
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                Weft.timeout(
                    SECOND,
                    t -> {
                      Await.of(CancelScope.shielded(s -> work("shielded", 5)));
                      return work("rest", 5);
                    }));
          } catch (TimeoutException e) {
            log.add("timed out");
          }
          assertEquals(0, Weft.currentTask().cancelling());
          Await.of(work("next", 1));
          return Coroutine.done();
        });
    assertEquals(
        List.of("shielded done at 5", "rest cancelled at 5", "timed out", "next done at 6"), log);
  }

  @Test
  void limitOutsideAShieldThatFillsIt_givesTheResult() throws TimeoutException {
    VirtualTime.run(
        () -> {
          String result =
              Await.of(Weft.timeout(SECOND, t -> CancelScope.shielded(s -> work("shielded", 5))));
          assertEquals("shielded", result);
          assertEquals(0, Weft.currentTask().cancelling());
          Await.of(work("next", 1));
          return Coroutine.done();
        });
    assertEquals(List.of("shielded done at 5", "next done at 6"), log);
  }

  @Test
  void scopeBetweenTwoShields_reachesOnlyWhatTheInnerOneLets() {
    VirtualTime.run(
        () -> {
          CancelScope middle = new CancelScope();
          Task<String> task =
              Weft.createTask(
                  () ->
                      CancelScope.shielded(
                          outer -> {
                            Await.of(
                                middle.run(
                                    m -> {
                                      Await.of(CancelScope.shielded(i -> work("inner", 5)));
                                      return work("middle", 5);
                                    }));
                            return work("outer", 5);
                          }));
          Await.of(sleep(1));
          task.cancel();
          middle.cancel();
          Await.of(Weft.settle(task));
          assertTrue(middle.cancelledCaught());
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("inner done at 5", "middle cancelled at 5", "outer done at 10"), log);
  }

  @Test
  void liftedShield_letsThroughWhatItHeld() {
    VirtualTime.run(
        () -> {
          CancelScope scope = new CancelScope();
          scope.setShielded(true);
          Task<String> task = Weft.createTask(() -> scope.run(s -> work("work", 60)));
          Await.of(sleep(1));
          task.cancel();
          Await.of(sleep(1));
          scope.setShielded(false);
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("work cancelled at 2"), log);
  }

  @Test
  void requestTakenBackUnderAShield_isNotDelivered() {
    VirtualTime.run(
        () -> {
          Task<String> task =
              Weft.createTask(
                  () -> {
                    Await.of(CancelScope.shielded(s -> work("shielded", 5)));
                    return work("next", 5);
                  });
          Await.of(sleep(1));
          task.cancel();
          task.uncancel();
          assertEquals("next", Await.of(task));
          return Coroutine.done();
        });
  }

  @Test
  void shield_protectsATaskThatAnotherAwaits() {
    VirtualTime.run(
        () -> {
          Task<String> inner =
              Weft.createTask(() -> CancelScope.shielded(s -> work("shielded", 5)));
          Task<String> outer = Weft.createTask(() -> Coroutine.of(Await.of(inner)));
          Await.of(sleep(1));
          outer.cancel();
          Await.of(Weft.settle(outer));
          assertTrue(outer.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("shielded done at 5"), log);
  }

  @Test
  void shieldThatComesAfterARequestFromInside_doesNotHoldIt() {
    VirtualTime.run(
        () -> {
          CancelScope outer = new CancelScope();
          CancelScope inner = new CancelScope();
          Await.of(
              outer.run(
                  o ->
                      inner.run(
                          i -> {
                            inner.cancel();
                            outer.setShielded(true);
                            return work("body", 60);
                          })));
          assertTrue(inner.cancelledCaught());
          assertFalse(outer.cancelCalled());
          return Coroutine.done();
        });
    assertEquals(List.of("body cancelled at 0"), log);
  }
}
