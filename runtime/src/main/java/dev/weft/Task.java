package dev.weft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that a loop runs, concurrently with others: asyncio's {@code Task}.
 *
 * <pre>{@code
 * Task<String> greeting = Weft.createTask(greet("ada"), "greeter"); // begins at the next await
 * log.add("waiting for " + greeting.name());
 * String text = Await.of(greeting);
 * }</pre>
 *
 * <p>Made by {@link Weft#createTask}. It is a future of the coroutine's result and may be awaited
 * by any number of others. The loop holds every running task, so none is lost because nobody else
 * does. As with every future, only the loop's thread may call its methods.
 *
 * @param <T> the type of the result
 */
public interface Task<T extends @Nullable Object> extends AsyncFuture<T> {

  /** The name, for logs and dumps; {@code Task-1}, {@code Task-2}, ... if none was given. */
  String name();

  /** Changes the name. */
  void setName(String name);

  /** The context in which the coroutine runs. */
  Context context();

  /** The coroutine that the task runs; null when it is done, or for the call of a hot method. */
  @Nullable Coroutine<T> coroutine();

  /**
   * Where the coroutine is suspended, innermost first: the async methods at the lines of their
   * awaits, as if they had called each other. For the task that takes a step now, the stack of its
   * thread. Empty when the task is done.
   */
  List<StackTraceElement> stack();

  /**
   * Requests that the coroutine be cancelled: what it awaits is cancelled, or else its next await
   * that suspends, and there it sees a {@link CancelledError}.
   *
   * <p>{@link #isCancelled()} stays false until the coroutine has ended with that error: it may
   * clean up first, or catch the error and go on, which is why requests are counted ({@link
   * #cancelling()}). A task that has not begun never begins.
   *
   * @return false if the task is done already
   */
  @Override
  boolean cancel(@Nullable String message);

  /** How many requests to cancel are outstanding: calls of {@code cancel} less {@code uncancel}. */
  int cancelling();

  /**
   * Takes one request to cancel back, for code that caused it and has dealt with it, such as {@link
   * Weft#timeout}: one of {@link #cancel}, or else, if there is none, the latest of a limit, group
   * or scope. If none remains, a cancellation that was not delivered yet is revoked.
   *
   * @return how many requests remain
   */
  int uncancel();
}
