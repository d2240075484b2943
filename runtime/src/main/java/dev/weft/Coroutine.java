package dev.weft;

import dev.weft.linkage.CoroutineFrame;
import org.jspecify.annotations.Nullable;

/**
 * What an async method returns: a computation that has not started.
 *
 * <pre>{@code
 * Coroutine<String> greeting = greet("ada"); // nothing has run yet
 * String text = Await.of(greeting); // runs it, in here
 * }</pre>
 *
 * <p>It runs when it is awaited (inline, in the awaiting task) or given to {@code createTask},
 * {@code run}, {@code gather} and their like, and it runs once: a second use throws {@link
 * IllegalStateException}. asyncio's coroutine object.
 *
 * @param <T> the type of the result
 */
public sealed interface Coroutine<T> extends Awaitable<T> permits CoroutineFrame {

  /**
   * The result of an async method: {@code return Coroutine.of(value)}.
   *
   * <p>In a woven method the call compiles to nothing. Elsewhere it makes a coroutine that
   * completes with {@code value}, for one use like any other.
   */
  static <T extends @Nullable Object> Coroutine<T> of(T value) {
    return new ReadyCoroutine<>(value);
  }

  /** The result of an async method that has none: {@code return Coroutine.done()}. */
  static Coroutine<@Nullable Void> done() {
    return new ReadyCoroutine<>(null);
  }
}
