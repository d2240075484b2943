package dev.weft.benchmarks.contenders.ea;

import static com.ea.async.Async.await;

import dev.weft.benchmarks.Tasks;
import dev.weft.benchmarks.contenders.FutureLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** ea-async. */
public final class EaTasks implements Tasks {

  /** Makes sure that the class is woven. */
  public EaTasks() {
    Woven.require(future -> awaitAll(Collections.singletonList(future)));
  }

  @Override
  public void yields(int tasks, int times) {
    FutureLoop.run(loop -> yieldAll(loop, tasks, times));
  }

  private static CompletableFuture<Void> yieldAll(FutureLoop loop, int tasks, int times) {
    List<CompletableFuture<?>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(yielding(loop, times));
    }
    return awaitAll(all);
  }

  private static CompletableFuture<Void> awaitAll(List<CompletableFuture<?>> tasks) {
    for (CompletableFuture<?> task : tasks) {
      await(task);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<Void> yielding(FutureLoop loop, int times) {
    for (int i = 0; i < times; i++) {
      await(loop.turn());
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void mixedYields(int tasks, int times) {
    FutureLoop.run(loop -> mix(loop, tasks, times));
  }

  private static CompletableFuture<Void> mix(FutureLoop loop, int tasks, int times) {
    Random random = new Random(1);
    List<CompletableFuture<?>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      switch (random.nextInt(4)) {
        case 0:
          all.add(yielding(loop, times));
          break;
        case 1:
          all.add(counting(loop, times));
          break;
        case 2:
          all.add(nesting(loop, times));
          break;
        default:
          all.add(appending(loop, new StringBuilder(), times));
      }
    }
    return awaitAll(all);
  }

  private static CompletableFuture<Long> counting(FutureLoop loop, int times) {
    long count = 0;
    for (int i = 0; i < times; i++) {
      await(loop.turn());
      count += i;
    }
    return CompletableFuture.completedFuture(count);
  }

  private static CompletableFuture<Void> nesting(FutureLoop loop, int times) {
    await(yielding(loop, times));
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<String> appending(
      FutureLoop loop, StringBuilder text, int times) {
    int left = times;
    while (left-- > 0) {
      await(loop.turn());
      if (left == 0) {
        text.append(times);
      }
    }
    return CompletableFuture.completedFuture(text.toString());
  }

  @Override
  public void createAndAwait(int n) {
    FutureLoop.run(loop -> createEach(loop, n));
  }

  private static CompletableFuture<Long> createEach(FutureLoop loop, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      int value = i;
      sum += await(loop.call(() -> value));
    }
    return CompletableFuture.completedFuture(sum);
  }

  @Override
  public void createAllThenAwait(int n) {
    FutureLoop.run(loop -> createAll(loop, n));
  }

  private static CompletableFuture<Long> createAll(FutureLoop loop, int n) {
    List<CompletableFuture<Integer>> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int value = i;
      all.add(loop.call(() -> value));
    }
    long sum = 0;
    for (CompletableFuture<Integer> task : all) {
      sum += await(task);
    }
    return CompletableFuture.completedFuture(sum);
  }

  @Override
  public void resume(int depth, int times) {
    FutureLoop.run(loop -> descend(loop, depth, times));
  }

  private static CompletableFuture<Integer> descend(FutureLoop loop, int depth, int times) {
    if (depth == 1) {
      await(yielding(loop, times));
      return CompletableFuture.completedFuture(1);
    }
    return CompletableFuture.completedFuture(await(descend(loop, depth - 1, times)) + 1);
  }

  @Override
  public void cold(int depth, int times) {
    FutureLoop.run(loop -> descendOften(loop, depth, times));
  }

  private static CompletableFuture<Long> descendOften(FutureLoop loop, int depth, int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await(descend(loop, depth, 1));
    }
    return CompletableFuture.completedFuture(sum);
  }

  @Override
  public void exceptions(int depth, int times, RuntimeException failure) {
    FutureLoop.run(loop -> failOften(loop, depth, times, failure));
  }

  private static CompletableFuture<Integer> failOften(
      FutureLoop loop, int depth, int times, RuntimeException failure) {
    int caught = 0;
    for (int i = 0; i < times; i++) {
      try {
        await(fail(loop, depth, failure));
      } catch (RuntimeException e) {
        caught++;
      }
    }
    return CompletableFuture.completedFuture(caught);
  }

  private static CompletableFuture<Integer> fail(
      FutureLoop loop, int depth, RuntimeException failure) {
    if (depth == 1) {
      await(loop.turn());
      throw failure;
    }
    return CompletableFuture.completedFuture(await(fail(loop, depth - 1, failure)) + 1);
  }

  @Override
  public void wakeUps(int n) {
    ExecutorService other = Executors.newSingleThreadExecutor();
    FutureLoop.run(loop -> askOften(loop, other, n));
    other.shutdown();
  }

  private static CompletableFuture<Long> askOften(FutureLoop loop, ExecutorService other, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += await(loop.ask(other));
    }
    return CompletableFuture.completedFuture(sum);
  }
}
