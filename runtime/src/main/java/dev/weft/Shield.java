package dev.weft;

import dev.weft.internal.task.TaskLoop;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@link Weft#shield}: a future that follows another and keeps its own cancellation to itself. */
final class Shield {

  private Shield() {}

  static <T extends @Nullable Object> AsyncFuture<T> of(AsyncFuture<T> inner) {
    if (inner.isDone()) {
      return inner;
    }
    AsyncFuture<T> outer = ((TaskLoop) inner.loop()).createFuture(List.of(inner));
    Consumer<AsyncFuture<T>> follower = done -> follow(done, outer);
    inner.addDoneCallback(follower);
    outer.addDoneCallback(done -> inner.removeDoneCallback(follower));
    return outer;
  }

  private static <T extends @Nullable Object> void follow(
      AsyncFuture<T> inner, AsyncFuture<T> outer) {
    if (outer.isDone()) {
      return;
    }
    try {
      Throwable failure = inner.exception();
      if (failure == null) {
        outer.setResult(inner.result());
      } else {
        outer.setException(failure);
      }
    } catch (CancelledError cancelled) {
      outer.cancel(cancelled.getMessage());
    }
  }
}
