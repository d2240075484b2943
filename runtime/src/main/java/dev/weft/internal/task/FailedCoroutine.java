package dev.weft.internal.task;

import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import org.jspecify.annotations.Nullable;

/** A coroutine that fails in its first step. */
final class FailedCoroutine<T extends @Nullable Object> extends CoroutineFrame<T> {

  private final Throwable failure;

  private FailedCoroutine(Throwable failure) {
    this.failure = failure;
  }

  /** Calls {@code body}; what a body that was not woven throws becomes the failure. */
  static <T extends @Nullable Object> Coroutine<T> callOrFail(AsyncCallable<T, ?> body) {
    try {
      return body.call();
    } catch (Throwable failure) {
      return new FailedCoroutine<>(failure);
    }
  }

  @Override
  protected Object step(Driver driver, int depth) throws Throwable {
    throw failure;
  }
}
