package dev.weft.benchmarks.contenders.ea;

import static com.ea.async.Async.await;

import dev.weft.benchmarks.Calls;
import java.util.concurrent.CompletableFuture;

/** ea-async. */
public final class EaCalls implements Calls {

  /** Makes sure that the class is woven. */
  public EaCalls() {
    Woven.require(future -> awaitOften(future, 1));
  }

  @Override
  public void pollute() {
    for (int i = 0; i < 20; i++) {
      for (int leaf = 0; leaf < 2; leaf++) {
        fib(8, leaf);
      }
    }
  }

  @Override
  public long fib(int n, int yieldAt) {
    return fibonacci(n, yieldAt).join();
  }

  private static CompletableFuture<Integer> fibonacci(int n, int yieldAt) {
    if (n < 2) {
      if (n == yieldAt) {
        await(CompletableFuture.runAsync(() -> {}));
      }
      return CompletableFuture.completedFuture(n);
    }
    return CompletableFuture.completedFuture(
        await(fibonacci(n - 1, yieldAt)) + await(fibonacci(n - 2, yieldAt)));
  }

  @Override
  public long awaitDone(int times) {
    return awaitOften(CompletableFuture.completedFuture(1), times).join();
  }

  private static CompletableFuture<Long> awaitOften(CompletableFuture<Integer> future, int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await(future);
    }
    return CompletableFuture.completedFuture(sum);
  }
}
