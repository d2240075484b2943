package dev.weft.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RepeatTest {

  /** A counter whose increment is torn by an await. */
  private static final class TornCounter {
    private int value;

    @Async
    Coroutine<Void> increment() {
      int before = value;
      Await.of(Weft.sleep(Duration.ZERO));
      value = before + 1;
      return Coroutine.done();
    }
  }

  /** Two steps of which the second must not be left out. */
  private static final class Transfer {
    private int from = 100;
    private int to;

    @Async
    Coroutine<Void> careless() {
      from -= 10;
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
      to += 10;
      return Coroutine.done();
    }

    @Async
    Coroutine<Void> careful() {
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
      from -= 10;
      to += 10;
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
      return Coroutine.done();
    }

    int sum() {
      return from + to;
    }
  }

  @Test
  void withSeeds_givesEachRunItsOwnOrder() throws Exception {
    List<Long> seeds = new ArrayList<>();
    Repeat.withSeeds(3, loop -> seeds.add(loop.options().seed()));
    assertEquals(List.of(1L, 2L, 3L), seeds);
  }

  @Test
  void withSeeds_findsWhatDependsOnTheOrder_andTellsTheSeed() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                Repeat.withSeeds(
                    100,
                    loop -> {
                      List<String> log = new ArrayList<>();
                      loop.eventLoop().callSoon(() -> log.add("first"));
                      loop.eventLoop().callSoon(() -> log.add("second"));
                      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofSeconds(1)))));
                      assertEquals(List.of("first", "second"), log);
                    }));
    String note = error.getSuppressed()[0].toString();
    assertTrue(note.matches("with seed (\\d+); -Dweft.seed=\\1 repeats it"), note);
  }

  @Test
  void property_choosesTheOnlySeed() throws Exception {
    List<Long> seeds = new ArrayList<>();
    System.setProperty("weft.seed", "17");
    try {
      Repeat.withSeeds(3, loop -> seeds.add(loop.options().seed()));
    } finally {
      System.clearProperty("weft.seed");
    }
    assertEquals(List.of(17L), seeds);
  }

  @Test
  void cancellingEachAwait_findsWhatIsLostInTheMiddle() {
    assertThrows(AssertionError.class, () -> Repeat.cancellingEachAwait(this::carelessKeepsTheSum));
  }

  private void carelessKeepsTheSum(TestLoop loop) {
    Transfer transfer = new Transfer();
    loop.runCancelling(transfer::careless);
    assertEquals(100, transfer.sum());
  }

  @Test
  void cancellingEachAwait_passesWhatIsSafe() throws Exception {
    int runs =
        Repeat.cancellingEachAwait(
            loop -> {
              Transfer transfer = new Transfer();
              loop.runCancelling(transfer::careful);
              assertEquals(100, transfer.sum());
            });
    assertTrue(runs >= 2, "cancelled " + runs + " times");
  }

  @Test
  void cancellingEachAwait_reachesALockThatIsHeldByAnother() throws Exception {
    Repeat.cancellingEachAwait(
        loop -> {
          AsyncLock lock = new AsyncLock();
          loop.runCancelling(() -> lockedTwice(lock));
          assertTrue(!lock.isLocked());
        });
  }

  @Async
  private static Coroutine<Void> lockedTwice(AsyncLock lock) {
    return TaskGroup.runVoid(
        group -> {
          group.createTask(holding(lock));
          Await.of(holding(lock));
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<Void> holding(AsyncLock lock) {
    try (var held = Await.of(lock.hold())) {
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
    }
    return Coroutine.done();
  }

  @Test
  void cancellingEachAwait_needsSomethingToCancel() {
    assertThrows(IllegalStateException.class, () -> Repeat.cancellingEachAwait(loop -> {}));
  }

  @Test
  void runCancelling_needsALoopOfCancellingEachAwait() {
    try (TestLoop loop = new TestLoop()) {
      assertThrows(
          IllegalStateException.class, () -> loop.runCancelling(() -> Coroutine.of("result")));
    }
  }

  @Test
  void tornIncrement_losesCountsInEveryOrder() {
    TornCounter counter = new TornCounter();
    try (TestLoop loop = new TestLoop()) {
      loop.run(() -> Coroutine.of(Await.of(Weft.gather(counter.increment(), counter.increment()))));
    }
    assertEquals(1, counter.value);
  }
}
