package dev.weft.benchmarks.contenders.tascalate;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import dev.weft.benchmarks.Calls;
import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** Tascalate. */
public final class TascalateCalls implements Calls {

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

  @async
  private static CompletableFuture<Integer> fibonacci(int n, int yieldAt) {
    if (n < 2) {
      if (n == yieldAt) {
        await(CompletableFuture.runAsync(() -> {}));
      }
      return async(n);
    }
    return async(await(fibonacci(n - 1, yieldAt)) + await(fibonacci(n - 2, yieldAt)));
  }

  @Override
  public long awaitDone(int times) {
    return awaitOften(CompletableFuture.completedFuture(1), times).join();
  }

  @async
  private static CompletableFuture<Long> awaitOften(CompletableFuture<Integer> future, int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await(future);
    }
    return async(sum);
  }
}
