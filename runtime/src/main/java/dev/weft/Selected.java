package dev.weft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Weft#select} has found.
 *
 * @param index which of the awaitables is done, by position; the first of them, if there are
 *     several
 * @param futures what stands for the awaitables, in their order: a task for a coroutine, a future
 *     as it was given. Those that are not done go on
 * @param <T> the type of their results
 */
public record Selected<T extends @Nullable Object>(
    int index, List<? extends AsyncFuture<? extends T>> futures) {

  /** Copies the list. */
  public Selected {
    futures = List.copyOf(futures);
  }

  /** The one that is done. */
  public AsyncFuture<? extends T> future() {
    return futures.get(index);
  }

  /** The result of the one that is done; throws its failure or cancellation, checked or not. */
  public T result() {
    return future().result();
  }

  /** Cancels those that are not done, and waits for their end. What they fail with is dropped. */
  public Coroutine<@Nullable Void> cancelOthers() {
    return Waiter.endAll(futures.stream().filter(future -> future != future()).toList());
  }
}
