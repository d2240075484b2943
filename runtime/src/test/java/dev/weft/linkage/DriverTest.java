package dev.weft.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DriverTest {

  private final Driver driver = new Driver(0);
  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<String> pending = new CompletableFuture<>();

  /** Awaits one thing and appends its name to the outcome, as woven code would. */
  private class Named extends CoroutineFrame<String> {
    final String name;
    final Object awaited;
    final int suspendedState;

    Named(String name, Object awaited, int suspendedState) {
      this.name = name;
      this.awaited = awaited;
      this.suspendedState = suspendedState;
    }

    @Override
    protected Object step(Driver driver, int depth) throws Throwable {
      Object value;
      try {
        value =
            state == STARTED
                ? (awaited instanceof Coroutine<?> child
                    ? Awaits.await(child, driver, depth)
                    : Awaits.await((CompletableFuture<?>) awaited, driver, depth))
                : driver.result();
      } catch (Throwable t) {
        log.add(name + " caught");
        throw t;
      }
      if (driver.unwinding) {
        spill();
        driver.link(this, suspendedState);
        return null;
      }
      return value + name;
    }

    void spill() {}
  }

  private Named guarded(String name, Object awaited) {
    return new Named(name, awaited, 1);
  }

  private Named unguarded(String name, Object awaited) {
    return new Named(name, awaited, -1);
  }

  private CoroutineFrame<?> start(CoroutineFrame<?> frame) {
    frame.claim();
    return driver.run(frame, null, null);
  }

  @Test
  void chainWithoutSuspension_completesInOneRun() {
    pending.complete("x");
    assertNull(start(guarded("a", guarded("b", pending))));
    assertNull(driver.takeThrown());
    assertEquals("xba", driver.takeValue());
    assertNull(driver.takeValue());
  }

  @Test
  void suspendedChain_isResumedAtItsLeafAndCompletesUpwards() {
    Named leaf = guarded("c", pending);
    assertSame(leaf, start(guarded("a", guarded("b", leaf))));
    assertSame(pending, driver.takeAwaited());
    assertSame(Driver.YIELD, driver.takeAwaited());
    assertNull(driver.run(leaf, "x", null));
    assertEquals("xcba", driver.takeValue());
  }

  @Test
  void failure_passesUnguardedFramesBy() {
    Named leaf = guarded("c", pending);
    start(guarded("a", unguarded("b", leaf)));
    driver.takeAwaited();
    IOException failure = new IOException();
    assertNull(driver.run(leaf, null, failure));
    assertSame(failure, driver.takeThrown());
    assertNull(driver.takeThrown());
    assertNull(driver.takeValue());
    assertEquals(List.of("c caught", "a caught"), log);
  }

  @Test
  void failureForAnUnguardedLeaf_passesItBy() {
    Named leaf = unguarded("b", pending);
    start(guarded("a", leaf));
    driver.takeAwaited();
    assertNull(driver.run(leaf, null, new IOException()));
    assertEquals(List.of("a caught"), log);
  }

  @Test
  void failureBeforeTheFirstStep_neverRunsTheBody() {
    Named frame = guarded("a", pending);
    frame.claim();
    IOException failure = new IOException();
    assertNull(driver.run(frame, null, failure));
    assertSame(failure, driver.takeThrown());
    assertEquals(List.of(), log);
  }

  @Test
  void coroutine_runsOnce() {
    Named child = guarded("b", CompletableFuture.completedFuture("x"));
    assertNull(start(guarded("a", child)));
    driver.takeValue();
    assertNull(start(guarded("a", child)));
    assertTrue(driver.takeThrown() instanceof IllegalStateException);
  }

  @Test
  void throwableFromSaving_failsTheChainAndIsSeenByHandlersAbove() {
    OutOfMemoryError failure = new OutOfMemoryError("made up");
    Named inner = guarded("c", pending);
    Named middle =
        new Named("b", inner, 1) {
          @Override
          void spill() {
            throw (OutOfMemoryError) driver.abandon(failure);
          }
        };
    assertNull(start(guarded("a", middle)));
    assertSame(failure, driver.takeThrown());
    assertFalse(driver.unwinding);
    assertSame(Driver.YIELD, driver.takeAwaited(), "nothing");
    assertNull(inner.parent());
    assertEquals(List.of("a caught"), log);
  }

  @Test
  void throwableFromSaving_thatNobodyAbandons_failsTheChainToo() {
    OutOfMemoryError failure = new OutOfMemoryError("made up");
    Named frame =
        new Named("a", pending, 1) {
          @Override
          void spill() {
            throw failure;
          }
        };
    assertNull(start(frame));
    assertSame(failure, driver.takeThrown());
    assertFalse(driver.unwinding);
  }

  @Test
  void abandoningTheResumedFrame_stillFailsItsParents() {
    OutOfMemoryError failure = new OutOfMemoryError("made up");
    Named resumed =
        new Named("b", pending, 1) {
          @Override
          protected Object step(Driver driver, int depth) throws Throwable {
            if (state == STARTED) {
              return super.step(driver, depth);
            }
            driver.result();
            driver.suspend(pending);
            driver.link(this, 2);
            throw driver.abandon(failure);
          }
        };
    start(guarded("a", resumed));
    driver.takeAwaited();
    assertNull(driver.run(resumed, "x", null));
    assertSame(failure, driver.takeThrown());
    assertEquals(List.of("a caught"), log);
  }

  @Test
  void deepChain_isDeferredAndNeedsNoStack() {
    Object awaited = pending;
    for (int i = 0; i < 100_000; i++) {
      awaited = unguarded("", awaited);
    }
    CoroutineFrame<?> leaf = start((Named) awaited);
    driver.takeAwaited();
    assertNull(driver.run(leaf, "x", null));
    assertEquals("x", driver.takeValue());
  }

  @Test
  void budget_stopsReadyAwaits_andAnInnerRunLeavesItAlone() {
    Driver budgeted = new Driver(3);
    CompletableFuture<String> ready = CompletableFuture.completedFuture("x");
    int[] passed = {0};
    CoroutineFrame<Void> inner =
        new CoroutineFrame<>() {
          @Override
          protected Object step(Driver driver, int depth) throws Throwable {
            Awaits.await(ready, driver, depth);
            return null;
          }
        };
    CoroutineFrame<Void> greedy =
        new CoroutineFrame<>() {
          @Override
          protected Object step(Driver driver, int depth) throws Throwable {
            Awaits.await(ready, driver, depth);
            passed[0]++;
            inner.claim();
            assertNull(driver.run(inner, null, null));
            while (!driver.unwinding) {
              Awaits.await(ready, driver, depth);
              passed[0]++;
            }
            driver.link(this, 1);
            return null;
          }
        };
    greedy.claim();
    assertSame(greedy, budgeted.run(greedy, null, null));
    assertSame(ready, budgeted.takeAwaited());
    assertEquals(4, passed[0]); // the last one is the suspension
  }

  @Test
  void outsideALoop_nothingButStagesCanBeAwaited() {
    assertThrows(IllegalStateException.class, driver::requireLoop);
  }
}
