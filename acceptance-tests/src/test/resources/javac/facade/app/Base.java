package app;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

abstract class Base<V extends @Orders.Nullable Object> {

  @Async
  public CompletionStage<V> inherited(V value) {
    return CompletableFuture.completedFuture(value);
  }

  public abstract Coroutine<String> overridden();
}
