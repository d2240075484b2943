package dev.weft;

import java.util.concurrent.CompletionStage;

public final class Await {

  private Await() {}

  public static <T> T of(Awaitable<T> awaitable) {
    throw new IllegalStateException();
  }

  public static <T, X extends Throwable> T of(Awaitable<T> awaitable, Class<X> throwing) throws X {
    throw new IllegalStateException();
  }

  public static <T> T of(CompletionStage<T> stage) {
    throw new IllegalStateException();
  }

  public static <T, X extends Throwable> T of(CompletionStage<T> stage, Class<X> throwing)
      throws X {
    throw new IllegalStateException();
  }
}
