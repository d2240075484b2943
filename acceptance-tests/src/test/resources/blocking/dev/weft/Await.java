package dev.weft;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Stand-in for the real one: waits on this thread. What a woven program must be equal to. */
public final class Await {

  private Await() {}

  public static <T> T of(Awaitable<T> awaitable) {
    return awaitable.blockingGet();
  }

  public static <T> T of(Awaitable<T> awaitable, Class<?> throwing) {
    return awaitable.blockingGet();
  }

  public static <T> T of(Awaitable<T> awaitable, Class<?> throwing, Class<?> orThrowing) {
    return awaitable.blockingGet();
  }

  public static <T> T of(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw Await.<RuntimeException>sneaky(e.getCause() == null ? e : e.getCause());
    }
  }

  public static <T> T of(CompletionStage<T> stage, Class<?> throwing) {
    return of(stage);
  }

  public static <T> T of(CompletionStage<T> stage, Class<?> throwing, Class<?> orThrowing) {
    return of(stage);
  }

  /** For the harness: the result of an async method of any kind. */
  static Object any(Object awaitable) {
    return awaitable instanceof Awaitable<?> a ? of(a) : of((CompletionStage<?>) awaitable);
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X sneaky(Throwable t) throws X {
    throw (X) t;
  }
}
