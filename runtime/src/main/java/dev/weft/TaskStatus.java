package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * How a task that {@link TaskGroup#start} has started says that it is ready. The loop's thread
 * only.
 *
 * @param <T> the type of what it has to say then
 */
public final class TaskStatus<T extends @Nullable Object> {

  private final AsyncFuture<T> ready;
  private boolean started;

  TaskStatus(AsyncFuture<T> ready) {
    this.ready = ready;
  }

  /**
   * Says that the task is ready: {@code start} then gives {@code value}. Has no effect when nobody
   * waits any more.
   *
   * @param value such as the port of a server; null if there is nothing to say
   * @throws IllegalStateException if it was called before
   */
  public void started(T value) {
    if (started) {
      throw new IllegalStateException("started() was called already: a task becomes ready once");
    }
    started = true;
    if (!ready.isDone()) {
      ready.setResult(value);
    }
  }
}
