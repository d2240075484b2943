package dev.weft;

import dev.weft.internal.loop.Failures;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs async bodies on a loop and waits for their results, on threads that may block.
 *
 * <pre>{@code
 * BlockingCaller caller = new BlockingCaller(loopThread).withTimeout(Duration.ofSeconds(10));
 * String greeting = caller.call(() -> greet("ada"));
 * }</pre>
 *
 * <p>This is what the blocking fronts of {@code @Facade} are made of. Any thread may use it that
 * runs no loop. Immutable.
 */
public final class BlockingCaller {

  private final AsyncExecutor executor;
  private final @Nullable Duration timeout;

  /** A caller that waits as long as it takes. */
  public BlockingCaller(AsyncExecutor executor) {
    this(Objects.requireNonNull(executor), null);
  }

  private BlockingCaller(AsyncExecutor executor, @Nullable Duration timeout) {
    this.executor = executor;
    this.timeout = timeout;
  }

  /**
   * A caller that waits for each result no longer than {@code timeout}, from the call on; zero and
   * less do not wait at all.
   */
  public BlockingCaller withTimeout(Duration timeout) {
    return new BlockingCaller(executor, Objects.requireNonNull(timeout));
  }

  /**
   * Runs {@code body} as a task of the loop, and waits for its end. Throws the failure of the body
   * itself, checked or not.
   *
   * @throws InterruptedException if this thread is interrupted; the task is cancelled
   * @throws TimeoutException if the time limit runs out; the task is cancelled, and not waited for
   * @throws CancellationException if the task was cancelled by somebody else, or with its loop
   * @throws IllegalStateException on a thread that runs a loop, which could not go on: await
   *     instead; or if the loop is closed
   */
  public <T extends @Nullable Object> T call(AsyncCallable<T, ?> body)
      throws InterruptedException, TimeoutException {
    if (EventLoop.findRunning() != null) {
      throw new IllegalStateException(
          "a blocking call on the thread of a running loop: all its tasks would wait, perhaps"
              + " forever. Call the async method itself and await it.");
    }
    CompletableFuture<T> stage = executor.submit(body);
    try {
      return get(stage);
    } catch (ExecutionException e) {
      throw Failures.<RuntimeException>sneak(e.getCause());
    } catch (InterruptedException e) {
      stage.cancel(false);
      throw e;
    }
  }

  private <T extends @Nullable Object> T get(CompletableFuture<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (timeout == null) {
      return stage.get();
    }
    try {
      return stage.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      if (stage.cancel(false)) {
        throw new TimeoutException("no result within " + timeout);
      }
      return stage.get(); // it came at the last moment
    }
  }
}
