package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many tasks use one synchronizer, in a random order within each pass, and are cancelled at random
 * times: nobody overtakes, nothing is lost, and nobody waits for ever.
 */
@Timeout(60)
class SyncStressTest {

  private static final int SEEDS = 60;
  private static final int WORKERS = 20;

  /** Starts workers, cancels some, and waits for all; the loop would be idle for ever otherwise. */
  private static void forAllSeeds(Scenario scenario) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      VirtualTime time = new VirtualTime();
      try (Runner runner =
          new Runner(() -> EventLoop.create(time.config().withOrder(random::nextInt)))) {
        runner.run(() -> scenario.run(random));
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  /** What is tried for each seed. */
  private interface Scenario {
    Coroutine<Void> run(Random random);
  }

  @Async
  private static Coroutine<Void> cancelSome(List<Task<Void>> tasks, Random random) {
    for (int i = 0; i < WORKERS; i++) {
      Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(3))));
      tasks.get(random.nextInt(tasks.size())).cancel();
    }
    Await.of(Weft.settle(tasks));
    for (Task<Void> task : tasks) {
      assertTrue(task.isCancelled() || task.exception() == null, () -> task.toString());
    }
    return Coroutine.done();
  }

  private static List<Task<Void>> start(AsyncFunction<Integer, Void, ?> worker) {
    List<Task<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      int number = i;
      tasks.add(Weft.createTask(() -> worker.apply(number)));
    }
    return tasks;
  }

  private static Coroutine<Void> aWhile(Random random) {
    return Weft.sleep(Duration.ofMillis(random.nextInt(4)));
  }

  @Test
  void lock_isHeldByOneInTheOrderOfWaiting() {
    forAllSeeds(
        random -> {
          AsyncLock lock = new AsyncLock();
          int[] tickets = {0};
          int[] lastServed = {-1};
          List<Task<Void>> tasks =
              start(
                  i -> {
                    Await.of(aWhile(random));
                    int ticket = tickets[0]++;
                    try (var held = Await.of(lock.hold())) {
                      assertTrue(ticket > lastServed[0], "nobody overtakes");
                      lastServed[0] = ticket;
                      Await.of(aWhile(random));
                      assertEquals(ticket, lastServed[0], "nobody else is inside");
                    }
                    return Coroutine.done();
                  });
          Await.of(cancelSome(tasks, random));
          assertEquals(new AsyncLock.Statistics(false, 0), lock.statistics());
          return Coroutine.done();
        });
  }

  @Test
  void limiter_isBorrowedByAtMostSoMany() {
    forAllSeeds(
        random -> {
          CapacityLimiter limiter = new CapacityLimiter(3);
          List<Task<Void>> tasks =
              start(
                  i -> {
                    try (var held = Await.of(limiter.hold())) {
                      assertTrue(limiter.statistics().borrowed() <= 5);
                      limiter.setLimit(1 + random.nextInt(5));
                      Await.of(aWhile(random));
                    }
                    return Coroutine.done();
                  });
          Await.of(cancelSome(tasks, random));
          assertEquals(0, limiter.statistics().borrowed());
          assertEquals(0, limiter.statistics().waiting());
          return Coroutine.done();
        });
  }

  @Test
  void condition_passesSignalsOnUntilEveryConsumerIsServed() {
    forAllSeeds(
        random -> {
          AsyncCondition condition = new AsyncCondition();
          int[] stock = {0};
          List<Task<Void>> consumers =
              start(
                  i -> {
                    try (var held = Await.of(condition.hold())) {
                      Await.of(condition.awaitUntil(() -> stock[0] > 0));
                      stock[0]--;
                    }
                    return Coroutine.done();
                  });
          Task<Void> producer =
              Weft.createTask(
                  () -> {
                    for (int n = 0; n < WORKERS; n++) {
                      try (var held = Await.of(condition.hold())) {
                        stock[0]++;
                        condition.signal();
                      }
                      Await.of(aWhile(random));
                    }
                    return Coroutine.done();
                  });
          Await.of(cancelSome(consumers, random));
          Await.of(producer);
          long served = consumers.stream().filter(task -> !task.isCancelled()).count();
          assertEquals(WORKERS - served, stock[0]);
          assertEquals(new AsyncCondition.Statistics(false, 0, 0), condition.statistics());
          return Coroutine.done();
        });
  }

  @Test
  void barrier_letsGroupsOfItsSizePass() {
    forAllSeeds(
        random -> {
          AsyncBarrier barrier = new AsyncBarrier(3);
          int[] passed = {0};
          List<Task<Void>> tasks =
              start(
                  i -> {
                    Await.of(aWhile(random));
                    try {
                      Await.of(barrier.await());
                      passed[0]++;
                    } catch (BrokenBarrierException atTheEnd) {
                      return Coroutine.done();
                    }
                    return Coroutine.done();
                  });
          EventLoop.running().callLater(Duration.ofSeconds(1), barrier::abort);
          Await.of(cancelSome(tasks, random));
          assertTrue(passed[0] <= WORKERS);
          assertEquals(0, barrier.statistics().waiting());
          return Coroutine.done();
        });
  }

  @Test
  void event_wakesAllWhoAreLeft() {
    forAllSeeds(
        random -> {
          AsyncEvent event = new AsyncEvent();
          List<Task<Void>> tasks = start(i -> event.await());
          EventLoop.running().callLater(Duration.ofMillis(20), event::set);
          Await.of(cancelSome(tasks, random));
          assertEquals(new AsyncEvent.Statistics(true, 0), event.statistics());
          return Coroutine.done();
        });
  }

  @Test
  void channel_deliversEachItemOnce() {
    forAllSeeds(
        random -> {
          AsyncChannel<Integer> channel = AsyncChannel.open(2);
          Set<Integer> sent = new HashSet<>();
          Set<Integer> received = new HashSet<>();
          List<Task<Void>> senders =
              start(
                  i -> {
                    Await.of(aWhile(random));
                    Await.of(channel.sender().send(i));
                    assertTrue(sent.add(i));
                    return Coroutine.done();
                  });
          List<Task<Void>> receivers =
              start(
                  i -> {
                    Await.of(aWhile(random));
                    assertTrue(received.add(Await.of(channel.receiver().receive())));
                    return Coroutine.done();
                  });
          EventLoop.running().callLater(Duration.ofSeconds(1), () -> cancelAll(receivers));
          EventLoop.running().callLater(Duration.ofSeconds(2), () -> cancelAll(senders));
          Await.of(cancelSome(senders, random));
          Await.of(cancelSome(receivers, random));
          while (channel.statistics().size() > 0) {
            assertTrue(received.add(Await.of(channel.receiver().receive())));
          }
          assertTrue(received.containsAll(sent), "an item that was sent arrives");
          assertEquals(new AsyncChannel.Statistics(0, 1, 1, 0, 0), channel.statistics());
          return Coroutine.done();
        });
  }

  private static void cancelAll(List<Task<Void>> tasks) {
    tasks.forEach(Task::cancel);
    assertFalse(tasks.isEmpty());
  }
}
