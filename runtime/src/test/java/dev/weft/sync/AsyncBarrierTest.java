package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

class AsyncBarrierTest {

  private final AsyncBarrier barrier = new AsyncBarrier(3);

  private List<Task<Integer>> arrive(int count) {
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(Weft.createTask(() -> barrier.await()));
    }
    return tasks;
  }

  @Test
  void tasks_passTogetherAgainAndAgain() {
    VirtualTime.run(
        () -> {
          for (int round = 0; round < 3; round++) {
            List<Task<Integer>> tasks = arrive(2);
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
            assertEquals(2, barrier.statistics().waiting());
            assertFalse(tasks.get(0).isDone());
            tasks.addAll(arrive(1));
            Set<Integer> positions = new HashSet<>(Await.of(Weft.gather(tasks)));
            assertEquals(Set.of(0, 1, 2), positions);
            assertEquals(0, barrier.statistics().waiting());
          }
          return Coroutine.done();
        });
  }

  @Test
  void cancelledTask_doesNotCount() {
    VirtualTime.run(
        () -> {
          List<Task<Integer>> tasks = arrive(2);
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          tasks.get(0).cancel();
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          assertEquals(1, barrier.statistics().waiting());
          List<Task<Integer>> more = arrive(1);
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          assertFalse(more.get(0).isDone());
          Await.of(Weft.gather(arrive(1)));
          assertTrue(tasks.get(1).isDone());
          return Coroutine.done();
        });
  }

  @Test
  void reset_failsWhoWaitsAndStartsAnew() {
    VirtualTime.run(
        () -> {
          List<Task<Integer>> tasks = arrive(2);
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          barrier.reset();
          assertAllBroken(Await.of(Weft.settle(tasks)));
          assertFalse(barrier.isBroken());
          Await.of(Weft.gather(arrive(3)));
          return Coroutine.done();
        });
  }

  @Test
  void abort_failsWhoWaitsAndWhoComes() {
    VirtualTime.run(
        () -> {
          List<Task<Integer>> tasks = arrive(2);
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          barrier.abort();
          assertTrue(barrier.isBroken());
          assertAllBroken(Await.of(Weft.settle(tasks)));
          assertAllBroken(Await.of(Weft.settle(arrive(3))));
          barrier.reset();
          Await.of(Weft.gather(arrive(3)));
          return Coroutine.done();
        });
  }

  private static void assertAllBroken(List<Outcome<Integer>> outcomes) {
    for (Outcome<Integer> outcome : outcomes) {
      assertThrows(BrokenBarrierException.class, outcome::result);
    }
  }

  @Test
  void fewerThanOneParty_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new AsyncBarrier(0));
  }

  @Test
  void numbers_differAlsoAfterOneWasCancelled() {
    VirtualTime.run(
        () -> {
          List<Task<Integer>> early = arrive(2);
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          early.get(0).cancel();
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          List<Task<Integer>> late = arrive(2);
          Set<Integer> numbers = new TreeSet<>(Await.of(Weft.gather(late)));
          numbers.add(Await.of(early.get(1)));
          assertEquals(Set.of(0, 1, 2), numbers);
          return Coroutine.done();
        });
  }
}
