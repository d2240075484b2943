package dev.weft.torture.run;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * What rewritten methods call: something to suspend at, and drives that block until an async method
 * has completed.
 *
 * <p>No loop runs here: a library calls itself at any depth, and loops do not nest. Hot methods
 * need none. Each await finds its stage pending, saves the method and unwinds; the stage completes
 * while it is being subscribed to, so that the method is resumed right then, on the same thread,
 * before the hot method returns.
 */
public final class Suspensions {

  /** Never done when it is awaited, and done as soon as somebody waits for it. */
  private static final class DoneOnSubscription extends CompletableFuture<Void> {
    @Override
    public CompletableFuture<Void> whenComplete(
        BiConsumer<? super Void, ? super Throwable> action) {
      EXECUTED.increment();
      action.accept(null, null);
      return this;
    }
  }

  private static final LongAdder EXECUTED = new LongAdder();
  private static final CompletionStage<Void> POINT = new DoneOnSubscription();

  private Suspensions() {}

  /** What to await in order to suspend. */
  public static CompletionStage<Void> point() {
    return POINT;
  }

  /** How many suspensions there were in this JVM. */
  public static long executed() {
    return EXECUTED.sum();
  }

  /**
   * Runs a coroutine to its end and returns its result.
   *
   * @throws Throwable what the coroutine throws, itself
   */
  public static Object drive(Coroutine<?> coroutine) throws Throwable {
    return drive(start(coroutine));
  }

  /**
   * Returns the result of a hot method, which has ended.
   *
   * @throws Throwable what the method throws, itself
   */
  public static Object drive(CompletableFuture<?> hot) throws Throwable {
    if (!hot.isDone()) {
      throw new AssertionError("still pending: " + hot);
    }
    if (hot.isCompletedExceptionally()) {
      throw hot.handle((value, failure) -> failure).join();
    }
    return hot.join();
  }

  @Async
  private static <T> CompletableFuture<T> start(Coroutine<T> coroutine) {
    return CompletableFuture.completedFuture(Await.of(coroutine));
  }
}
