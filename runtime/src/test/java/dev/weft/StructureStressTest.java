package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import dev.weft.sync.AsyncLock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random trees of task groups, time limits, races and maps, whose ready callbacks run in random
 * order, and whose root is cancelled at a random time: whatever happens, everything that was
 * entered is left, and no task stays behind.
 */
@Timeout(60)
class StructureStressTest {

  private static final int TREES = 150;

  private int entered;
  private int left;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverHappens_nothingStaysBehind(long seed) {
    Random seeds = new Random(seed);
    for (int i = 0; i < TREES; i++) {
      long tree = seeds.nextLong();
      try {
        run(new Random(tree));
      } catch (Throwable failure) {
        throw new AssertionError("tree " + tree, failure);
      }
    }
  }

  private void run(Random random) {
    VirtualTime time = new VirtualTime();
    entered = 0;
    left = 0;
    AsyncLock lock = new AsyncLock();
    try (Runner runner =
        new Runner(() -> EventLoop.create(time.config().withOrder(random::nextInt)))) {
      runner.run(
          () -> {
            Task<Integer> root = Weft.createTask(() -> node(random, 4, lock));
            int cancellations = random.nextInt(3);
            for (int i = 0; i < cancellations; i++) {
              Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(20))));
              root.cancel();
            }
            Await.of(Weft.settle(root));
            assertTrue(cancellations > 0 || root.cancelling() == 0, "requests are balanced");
            assertEquals(1, Weft.allTasks().size(), () -> "left: " + Weft.allTasks());
            return Coroutine.done();
          });
    }
    assertEquals(entered, left);
    assertFalse(lock.isLocked());
  }

  @Async
  private Coroutine<Integer> node(Random random, int depth, AsyncLock lock) throws IOException {
    entered++;
    try {
      return Coroutine.of(Await.of(work(random, depth, lock)));
    } finally {
      Await.of(cleanUp(random));
      left++;
    }
  }

  /** Cleans up for a while, come what may. */
  @Async
  @SuppressWarnings("weft:CancellationSwallowed") // the node's own failure is under way
  private static Coroutine<Void> cleanUp(Random random) {
    try {
      Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(3))));
    } catch (CancelledError again) {
      return Coroutine.done();
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> work(Random random, int depth, AsyncLock lock) throws IOException {
    int kind = depth == 0 ? random.nextInt(3) : random.nextInt(12);
    switch (kind) {
      case 0:
        Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(10))));
        return Coroutine.of(1);
      case 1:
        try (var held = Await.of(lock.hold())) {
          Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(4))));
        }
        return Coroutine.of(1);
      case 2:
        Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(30))));
        throw new IOException("node");
      case 3, 4:
        return Coroutine.of(Await.of(group(random, depth, lock)));
      case 5:
        Duration limit = Duration.ofMillis(random.nextInt(12));
        return Coroutine.of(Await.of(Weft.timeout(limit, t -> node(random, depth - 1, lock))));
      case 6:
        return Coroutine.of(
            Await.of(Weft.race(node(random, depth - 1, lock), node(random, depth - 1, lock))));
      case 7:
        CancelScope scope = new CancelScope();
        scope.setDeadline(EventLoop.running().time().plusMillis(random.nextInt(20)));
        scope.setShielded(random.nextBoolean());
        Await.of(scope.run(s -> node(random, depth - 1, lock)));
        return Coroutine.of(1);
      case 8:
        Await.of(CancelScope.shielded(s -> node(random, depth - 1, lock)));
        return Coroutine.of(1);
      case 9:
        return Coroutine.of(Await.of(started(random, depth, lock)));
      case 10:
        Selected<Integer> first =
            Await.of(Weft.select(node(random, depth - 1, lock), node(random, depth - 1, lock)));
        Await.of(CancelScope.shielded(s -> first.cancelOthers()));
        return Coroutine.of(first.result());
      default:
        List<Integer> results =
            Await.of(Weft.map(List.of(1, 2, 3), 2, n -> node(random, depth - 1, lock)));
        return Coroutine.of(results.size());
    }
  }

  @Async
  private Coroutine<Integer> started(Random random, int depth, AsyncLock lock) throws IOException {
    return Coroutine.of(
        Await.of(
            TaskGroup.run(
                g ->
                    g.start(
                        (TaskStatus<Integer> status) -> {
                          int sum = Await.of(node(random, depth - 1, lock));
                          if (random.nextInt(4) != 0) {
                            status.started(sum);
                          }
                          return node(random, depth - 1, lock);
                        }))));
  }

  @Async
  private Coroutine<Integer> group(Random random, int depth, AsyncLock lock) throws IOException {
    int children = 1 + random.nextInt(3);
    return Coroutine.of(
        Await.of(
            TaskGroup.run(
                g -> {
                  List<Task<Integer>> tasks = new ArrayList<>();
                  for (int i = 0; i < children; i++) {
                    tasks.add(g.createTask(() -> node(random, depth - 1, lock)));
                  }
                  if (random.nextInt(4) == 0) {
                    g.cancel();
                  }
                  int sum = 0;
                  for (Task<Integer> task : tasks) {
                    sum += Await.of(task, IOException.class);
                  }
                  return Coroutine.of(sum);
                })));
  }
}
