package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Memory;
import java.util.concurrent.CompletableFuture;

/** Chains of {@code CompletableFuture}: a stage that waits for another. */
public final class StageMemory implements Memory {

  @Override
  public void hold(int n, boolean asleep, boolean locals, Runnable measurement) {
    if (asleep || locals) {
      throw new UnsupportedOperationException();
    }
    CompletableFuture<?>[] held = new CompletableFuture<?>[n];
    for (int i = 0; i < n; i++) {
      CompletableFuture<Integer> source = new CompletableFuture<>();
      source.thenApply(value -> value + 1);
      held[i] = source;
    }
    measurement.run();
    held[0].cancel(false);
  }
}
