package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Memory;
import java.util.concurrent.CompletableFuture;

/** Calls that each wait for a future of their own. */
public abstract class FutureMemory implements Memory {

  @Override
  public final void hold(int n, boolean asleep, boolean locals, Runnable measurement) {
    if (asleep || locals) {
      throw new UnsupportedOperationException();
    }
    CompletableFuture<?>[] held = new CompletableFuture<?>[n];
    for (int i = 0; i < n; i++) {
      CompletableFuture<Integer> future = new CompletableFuture<>();
      waiting(future);
      held[i] = future;
    }
    measurement.run();
    held[0].cancel(false);
  }

  /** Awaits {@code future}. */
  protected abstract CompletableFuture<Void> waiting(CompletableFuture<Integer> future);
}
