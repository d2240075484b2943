package dev.weft;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs async bodies as tasks of a loop, for callers on other threads: a {@link LoopThread}, or any
 * loop by {@link #of}.
 */
public interface AsyncExecutor {

  /** Runs bodies on {@code loop}, as {@link Weft#runCoroutineThreadsafe} does. */
  static AsyncExecutor of(EventLoop loop) {
    return new AsyncExecutor() {
      @Override
      public <T extends @Nullable Object> CompletableFuture<T> submit(AsyncCallable<T, ?> body) {
        return Weft.runCoroutineThreadsafe(body, loop);
      }
    };
  }

  /**
   * Runs an async body as a task of the loop and returns at once. Any thread may call it.
   * Completing what it returns in any other way ({@code cancel}, {@code orTimeout}) cancels the
   * task.
   *
   * @throws IllegalStateException if the loop is closed
   */
  <T extends @Nullable Object> CompletableFuture<T> submit(AsyncCallable<T, ?> body);
}
