package dev.weft;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that is not there yet, bound to one loop: asyncio's {@code Future}.
 *
 * <pre>{@code
 * AsyncFuture<String> answer = loop.createFuture();
 * loop.callLater(Duration.ofSeconds(1), () -> answer.setResult("42"));
 * String text = Await.of(answer); // suspends until then
 * }</pre>
 *
 * <p>Made by {@link EventLoop#createFuture()}. Any number of tasks may await it. Only the loop's
 * thread may call its methods; {@link #toCompletableFuture()} gives a view for other threads.
 * Nothing here suspends, and no callback or awaiting task ever runs inside a call: they run in the
 * loop's next pass.
 *
 * @param <T> the type of the result
 */
public non-sealed interface AsyncFuture<T extends @Nullable Object> extends Awaitable<T> {

  /** Whether there is a result, a failure or a cancellation. */
  boolean isDone();

  /** Whether the future was cancelled. */
  boolean isCancelled();

  /**
   * Returns the result, or throws the failure itself, checked or not.
   *
   * @throws CancelledError if the future was cancelled
   * @throws InvalidStateException if it is not done; await it instead
   */
  T result();

  /**
   * Returns the result, or throws the failure itself; for the compiler, one that may be an {@code
   * X}.
   *
   * @throws X the failure
   */
  default <X extends Throwable> T result(Class<X> throwing) throws X {
    return result();
  }

  /**
   * Returns the failure, or null if there is a result.
   *
   * @throws CancelledError if the future was cancelled
   * @throws InvalidStateException if it is not done; await it instead
   */
  @Nullable Throwable exception();

  /**
   * Completes the future with a result.
   *
   * @throws InvalidStateException if it is done already; ask {@link #isDone()} first
   * @throws UnsupportedOperationException if it is a task: only its coroutine completes it
   */
  void setResult(T result);

  /**
   * Completes the future with a failure. A failure that nobody ever looks at is reported to the
   * loop's exception handler.
   *
   * @throws InvalidStateException if it is done already; ask {@link #isDone()} first
   * @throws UnsupportedOperationException if it is a task: only its coroutine completes it
   */
  void setException(Throwable failure);

  /** Cancels the future, as {@link #cancel(String)} without a message. */
  default boolean cancel() {
    return cancel(null);
  }

  /**
   * Cancels the future at once. For a {@link Task} it is a request: see there.
   *
   * @param message what the {@link CancelledError} says, or null
   * @return false if the future was done already
   */
  boolean cancel(@Nullable String message);

  /**
   * Calls {@code callback} with this future in the pass after it is done, in a copy of the caller's
   * context. Callbacks run in the order in which they were added.
   */
  void addDoneCallback(Consumer<? super AsyncFuture<T>> callback);

  /** Calls {@code callback} with this future in the pass after it is done, in {@code context}. */
  void addDoneCallback(Consumer<? super AsyncFuture<T>> callback, Context context);

  /**
   * Removes every registration of a callback.
   *
   * @return how many there were
   */
  int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback);

  /** The loop that the future belongs to. Any thread may ask. */
  EventLoop loop();

  /**
   * Makes a {@code CompletableFuture} that completes with this future, for code outside the loop.
   * Cancelling it, or completing it in any other way, cancels this future, from any thread.
   */
  CompletableFuture<T> toCompletableFuture();
}
