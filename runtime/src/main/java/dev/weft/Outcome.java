package dev.weft;

import dev.weft.internal.loop.Failures;
import org.jspecify.annotations.Nullable;

/**
 * What has become of an awaitable: see {@link Weft#settle}.
 *
 * @param <T> the type of the result
 */
public sealed interface Outcome<T extends @Nullable Object> {

  /** It gave a result. */
  record Success<T extends @Nullable Object>(T value) implements Outcome<T> {
    @Override
    public T result() {
      return value;
    }
  }

  /** It failed. */
  record Failure<T extends @Nullable Object>(Throwable exception) implements Outcome<T> {
    @Override
    public T result() {
      throw Failures.<RuntimeException>sneak(exception);
    }
  }

  /** It was cancelled. */
  record Cancelled<T extends @Nullable Object>(CancelledError error) implements Outcome<T> {
    @Override
    public T result() {
      throw error;
    }
  }

  /** Returns the result, or throws the failure or cancellation itself, checked or not. */
  T result();

  /**
   * What has become of a future.
   *
   * @throws InvalidStateException if it is not done
   */
  static <T extends @Nullable Object> Outcome<T> of(AsyncFuture<? extends T> done) {
    try {
      Throwable failure = done.exception();
      return failure == null ? new Success<>(done.result()) : new Failure<>(failure);
    } catch (CancelledError cancelled) {
      return new Cancelled<>(cancelled);
    }
  }
}
