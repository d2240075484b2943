package dev.weft.benchmarks.contenders.ea;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A future that is never done, and that woven code therefore never joins. Code that ea-async has
 * not woven does: its await blocks the thread, which is not what is to be measured.
 */
final class Woven extends CompletableFuture<Integer> {

  private Woven() {}

  /**
   * Has {@code method} await a future that is not done.
   *
   * @throws IllegalStateException if its class was not woven
   */
  static void require(Function<CompletableFuture<Integer>, CompletableFuture<?>> method) {
    method.apply(new Woven());
  }

  @Override
  public Integer join() {
    throw new IllegalStateException(
        "Not woven by ea-async: build the benchmarks with mvn package -Pbenchmarks");
  }
}
