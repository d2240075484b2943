package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Calls;
import java.util.concurrent.CompletableFuture;

/** Chains of {@code CompletableFuture}, written by hand. */
public final class StageCalls implements Calls {

  @Override
  public long fib(int n, int yieldAt) {
    return fibonacci(n).join();
  }

  private static CompletableFuture<Integer> fibonacci(int n) {
    if (n < 2) {
      return CompletableFuture.completedFuture(n);
    }
    return fibonacci(n - 1).thenCompose(a -> fibonacci(n - 2).thenApply(b -> a + b));
  }

  @Override
  public long awaitDone(int times) {
    CompletableFuture<Integer> done = CompletableFuture.completedFuture(1);
    long sum = 0;
    for (int i = 0; i < times; i += 100) {
      sum += next(done, 100, 0).join();
    }
    return sum;
  }

  private static CompletableFuture<Long> next(CompletableFuture<Integer> done, int left, long sum) {
    return left == 0
        ? CompletableFuture.completedFuture(sum)
        : done.thenCompose(value -> next(done, left - 1, sum + value));
  }
}
