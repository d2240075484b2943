package dev.weft.benchmarks.contenders.tascalate;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import dev.weft.benchmarks.contenders.FutureMemory;
import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** Tascalate. */
public final class TascalateMemory extends FutureMemory {

  @async
  @Override
  protected CompletableFuture<Void> waiting(CompletableFuture<Integer> future) {
    await(future);
    return async(null);
  }
}
