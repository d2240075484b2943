package dev.weft.linkage;

import dev.weft.AsyncFuture;
import dev.weft.Awaitable;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What an await becomes: proceed with the outcome if it is there, suspend otherwise. */
public final class Awaits {

  private Awaits() {}

  /**
   * Awaits a coroutine (its body runs at once, on this stack), a future or a task.
   *
   * @return the result, or anything when {@link Driver#unwinding} is set
   */
  public static @Nullable Object await(Awaitable<?> awaitable, Driver driver, int depth)
      throws Throwable {
    if (awaitable instanceof Pause<?> pause) {
      return pause.pass(driver);
    }
    if (awaitable instanceof CoroutineFrame<?> coroutine) {
      return coroutine.begin(driver, depth);
    }
    AsyncFuture<?> future =
        awaitable instanceof OwnFuture<?> own
            ? own
            : (AsyncFuture<?>) Objects.requireNonNull(awaitable, "await of null");
    driver.requireOwn(future);
    if (future.isDone() && driver.mayProceed()) {
      return future.result();
    }
    driver.suspend(future);
    return null;
  }

  /**
   * Awaits any stage; its failure comes unwrapped.
   *
   * @return the result, or anything when {@link Driver#unwinding} is set
   */
  public static @Nullable Object await(CompletionStage<?> stage, Driver driver, int depth)
      throws Throwable {
    if (stage instanceof CompletableFuture<?> future && isDone(future) && driver.mayProceed()) {
      try {
        return future.getNow(null);
      } catch (CompletionException e) {
        Throwable failure = unwrap(e);
        AsyncTrace.shared(failure);
        throw failure;
      }
    }
    driver.suspend(Objects.requireNonNull(stage, "await of null"));
    return null;
  }

  /** A stage made by {@code completedStage} is a future that refuses to be asked. */
  private static boolean isDone(CompletableFuture<?> future) {
    try {
      return future.isDone();
    } catch (UnsupportedOperationException minimalStage) {
      return false;
    }
  }

  /** The failure that stages wrap in {@code CompletionException} or {@code ExecutionException}. */
  public static Throwable unwrap(Throwable failure) {
    Throwable t = failure;
    while ((t instanceof CompletionException || t instanceof ExecutionException)
        && t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }
}
