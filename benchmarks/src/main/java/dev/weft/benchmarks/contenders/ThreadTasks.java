package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;

/** Virtual threads. */
public final class ThreadTasks implements Tasks {

  @Override
  public void yields(int tasks, int times) {
    VirtualThreads.joinAll(
        tasks,
        i ->
            () -> {
              for (int j = 0; j < times; j++) {
                Thread.yield();
              }
            });
  }

  @Override
  public void mixedYields(int tasks, int times) {
    Random random = new Random(1);
    VirtualThreads.joinAll(
        tasks,
        i ->
            switch (random.nextInt(4)) {
              case 0 -> () -> yieldOften(times);
              case 1 -> () -> count(times);
              case 2 -> () -> descend(2, times);
              default -> () -> append(new StringBuilder(), times);
            });
  }

  private static void yieldOften(int times) {
    for (int i = 0; i < times; i++) {
      Thread.yield();
    }
  }

  private static long count(int times) {
    long count = 0;
    for (int i = 0; i < times; i++) {
      Thread.yield();
      count += i;
    }
    return count;
  }

  private static String append(StringBuilder text, int times) {
    yieldOften(times);
    return text.append(times).toString();
  }

  @Override
  public void createAndAwait(int n) {
    VirtualThreads.run(
        () -> {
          for (int i = 0; i < n; i++) {
            VirtualThreads.join(VirtualThreads.start(() -> {}));
          }
        });
  }

  @Override
  public void createAllThenAwait(int n) {
    VirtualThreads.run(() -> VirtualThreads.joinAll(n, i -> () -> {}));
  }

  @Override
  public void resume(int depth, int times) {
    VirtualThreads.run(() -> descend(depth, times));
  }

  private static int descend(int depth, int times) {
    if (depth == 1) {
      yieldOften(times);
      return 1;
    }
    return descend(depth - 1, times) + 1;
  }

  @Override
  public void cold(int depth, int times) {
    VirtualThreads.run(
        () -> {
          for (int i = 0; i < times; i++) {
            descend(depth, 1);
          }
        });
  }

  @Override
  public void exceptions(int depth, int times, RuntimeException failure) {
    VirtualThreads.run(
        () -> {
          for (int i = 0; i < times; i++) {
            try {
              fail(depth, failure);
            } catch (RuntimeException expected) {
              // It is what was asked for.
            }
          }
        });
  }

  private static int fail(int depth, RuntimeException failure) {
    if (depth == 1) {
      Thread.yield();
      throw failure;
    }
    return fail(depth - 1, failure) + 1;
  }

  @Override
  public void queue(int capacity, int n) {
    BlockingQueue<Integer> queue =
        capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity);
    List<Thread> both = new ArrayList<>();
    both.add(VirtualThreads.start(() -> produce(queue, n)));
    both.add(VirtualThreads.start(() -> consume(queue, n)));
    both.forEach(VirtualThreads::join);
  }

  private static void produce(BlockingQueue<Integer> queue, int n) {
    try {
      for (int i = 0; i < n; i++) {
        queue.put(i);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void consume(BlockingQueue<Integer> queue, int n) {
    try {
      for (int i = 0; i < n; i++) {
        queue.take();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void wakeUps(int n) {
    ExecutorService other = Executors.newSingleThreadExecutor();
    VirtualThreads.run(
        () -> {
          for (int i = 0; i < n; i++) {
            CompletableFuture.supplyAsync(() -> 1, other).join();
          }
        });
    other.shutdown();
  }
}
