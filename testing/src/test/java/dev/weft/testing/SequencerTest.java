package dev.weft.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SequencerTest {

  private final Sequencer sequencer = new Sequencer();
  private final List<String> log = new ArrayList<>();

  @Async
  private Coroutine<Void> takeTurns(String name, int... positions) {
    for (int position : positions) {
      try (var turn = Await.of(sequencer.turn(position))) {
        Await.of(Weft.sleep(Duration.ZERO));
        log.add(name + position);
      }
    }
    return Coroutine.done();
  }

  @AsyncTest(seeds = 20)
  void turns_comeInTheirOrderWhateverTheLoopsIs(TestLoop loop) {
    loop.run(() -> Coroutine.of(Await.of(Weft.gather(takeTurns("a", 1, 2), takeTurns("b", 0, 3)))));
    assertEquals(List.of("b0", "a1", "a2", "b3"), log);
  }

  @AsyncTest
  void cancelledTurn_breaksAllOthers(TestLoop loop) {
    loop.run(
        () -> {
          var cancelled = Weft.createTask(takeTurns("a", 1));
          var later = Weft.createTask(takeTurns("b", 2));
          Await.of(loop.waitAllTasksBlocked());
          cancelled.cancel();
          var outcome = Await.of(Weft.settle(later)).get(0);
          assertThrows(IllegalStateException.class, outcome::result);
          assertTrue(cancelled.isCancelled());
          return Coroutine.done();
        });
  }

  @AsyncTest
  void turn_isTakenOnce(TestLoop loop) {
    loop.run(
        () -> {
          Await.of(takeTurns("a", 0));
          try {
            Await.of(takeTurns("b", 0));
          } catch (IllegalStateException taken) {
            log.add(taken.getMessage());
          }
          return Coroutine.done();
        });
    assertEquals(List.of("a0", "turn 0 was taken before"), log);
  }
}
