package dev.weft.benchmarks.contenders;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The loop of contenders whose only notion is the future: one thread. A task is a call made there,
 * and yields by awaiting its next turn.
 */
public final class FutureLoop {

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  private FutureLoop() {}

  /** Calls {@code main} on a loop of its own and waits for its result. */
  public static void run(Function<FutureLoop, CompletableFuture<?>> main) {
    FutureLoop loop = new FutureLoop();
    try {
      loop.call(() -> main.apply(loop)).join().join();
    } finally {
      loop.thread.shutdown();
    }
  }

  /** Is done when the loop comes round to it. */
  public CompletableFuture<Void> turn() {
    return CompletableFuture.runAsync(() -> {}, thread);
  }

  /** Makes a call on the loop. */
  public <T> CompletableFuture<T> call(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, thread);
  }

  /** What another thread answers, handed over to this loop. */
  public CompletableFuture<Integer> ask(Executor other) {
    return CompletableFuture.supplyAsync(() -> 1, other).thenApplyAsync(one -> one, thread);
  }
}
