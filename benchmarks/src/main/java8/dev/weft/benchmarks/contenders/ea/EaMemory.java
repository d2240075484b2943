package dev.weft.benchmarks.contenders.ea;

import static com.ea.async.Async.await;

import dev.weft.benchmarks.contenders.FutureMemory;
import java.util.concurrent.CompletableFuture;

/** ea-async. */
public final class EaMemory extends FutureMemory {

  /** Makes sure that the class is woven. */
  public EaMemory() {
    Woven.require(this::waiting);
  }

  @Override
  protected CompletableFuture<Void> waiting(CompletableFuture<Integer> future) {
    await(future);
    return CompletableFuture.completedFuture(null);
  }
}
