package dev.weft;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Suspends the async method until something has completed, and gives its result.
 *
 * <pre>{@code
 * @Async
 * static Coroutine<Integer> total(Coroutine<Integer> net, CompletionStage<Integer> tax)
 *     throws IOException {
 *   return Coroutine.of(Await.of(net) + Await.of(tax, IOException.class));
 * }
 * }</pre>
 *
 * <p>The Weft processor replaces these calls; they never run. Awaiting what is already complete
 * goes on at once. The await throws the original exception object, never a wrapper; if the awaiting
 * task was cancelled, it throws {@link CancelledError}.
 *
 * <p>The forms with exception classes let a checked exception be caught where the awaited call
 * stands elsewhere; the classes are for the compiler only.
 */
public final class Await {

  private Await() {}

  /** Awaits a coroutine, future or task. */
  public static <T extends @Nullable Object> T of(Awaitable<T> awaitable) {
    throw unwoven();
  }

  /** Awaits a coroutine, future or task that may fail with the named checked exception. */
  public static <T extends @Nullable Object, X extends Throwable> T of(
      Awaitable<T> awaitable, Class<X> throwing) throws X {
    throw unwoven();
  }

  /** Awaits a coroutine, future or task that may fail with the named checked exceptions. */
  public static <T extends @Nullable Object, X extends Throwable, Y extends Throwable> T of(
      Awaitable<T> awaitable, Class<X> throwing, Class<Y> orThrowing) throws X, Y {
    throw unwoven();
  }

  /** Awaits any stage, completed on any thread. */
  public static <T extends @Nullable Object> T of(CompletionStage<T> stage) {
    throw unwoven();
  }

  /** Awaits any stage that may fail with the named checked exception. */
  public static <T extends @Nullable Object, X extends Throwable> T of(
      CompletionStage<T> stage, Class<X> throwing) throws X {
    throw unwoven();
  }

  /** Awaits any stage that may fail with the named checked exceptions. */
  public static <T extends @Nullable Object, X extends Throwable, Y extends Throwable> T of(
      CompletionStage<T> stage, Class<X> throwing, Class<Y> orThrowing) throws X, Y {
    throw unwoven();
  }

  private static IllegalStateException unwoven() {
    return Unwoven.call("Await.of", Await.class);
  }
}
