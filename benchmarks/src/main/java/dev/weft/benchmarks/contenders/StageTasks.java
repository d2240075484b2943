package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Chains of {@code CompletableFuture} on one thread, written by hand. */
public final class StageTasks implements Tasks {

  @Override
  public void yields(int tasks, int times) {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    List<CompletableFuture<Void>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(new Yielding(loop, times).start());
    }
    all.forEach(CompletableFuture::join);
    loop.shutdown();
  }

  /** A chain of stages would grow with each yield; so each is a new one, and the last ends all. */
  private static final class Yielding {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final ExecutorService loop;
    private int left;

    Yielding(ExecutorService loop, int times) {
      this.loop = loop;
      left = times;
    }

    CompletableFuture<Void> start() {
      next();
      return done;
    }

    private void next() {
      if (left-- == 0) {
        done.complete(null);
      } else {
        CompletableFuture.runAsync(() -> {}, loop).thenRun(this::next);
      }
    }
  }

  @Override
  public void createAllThenAwait(int n) {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    List<CompletableFuture<Integer>> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int value = i;
      all.add(CompletableFuture.supplyAsync(() -> value, loop));
    }
    all.forEach(CompletableFuture::join);
    loop.shutdown();
  }

  @Override
  public void cold(int depth, int times) {
    for (int i = 0; i < times; i++) {
      CompletableFuture<Integer> leaf = new CompletableFuture<>();
      CompletableFuture<Integer> outermost = descend(depth, leaf);
      leaf.complete(1);
      outermost.join();
    }
  }

  private static CompletableFuture<Integer> descend(int depth, CompletableFuture<Integer> leaf) {
    return depth == 1 ? leaf : descend(depth - 1, leaf).thenApply(value -> value + 1);
  }

  @Override
  public void exceptions(int depth, int times, RuntimeException failure) {
    for (int i = 0; i < times; i++) {
      CompletableFuture<Integer> leaf = new CompletableFuture<>();
      CompletableFuture<Integer> outermost = descend(depth, leaf).exceptionally(e -> 0);
      leaf.completeExceptionally(failure);
      outermost.join();
    }
  }

  @Override
  public void wakeUps(int n) {
    ExecutorService other = Executors.newSingleThreadExecutor();
    for (int i = 0; i < n; i++) {
      CompletableFuture.supplyAsync(() -> 1, other).join();
    }
    other.shutdown();
  }
}
