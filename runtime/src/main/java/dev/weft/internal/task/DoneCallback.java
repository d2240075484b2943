package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.Context;
import dev.weft.ExceptionContext;
import dev.weft.internal.queue.Scheduled;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A callback that waits for a future. */
record DoneCallback<T extends @Nullable Object>(
    LoopFuture<T> future, Consumer<? super AsyncFuture<T>> callback, Context context)
    implements Scheduled {

  DoneCallback {
    Objects.requireNonNull(callback, "callback");
    Objects.requireNonNull(context, "context");
  }

  boolean calls(Consumer<?> other) {
    return callback.equals(other);
  }

  @Override
  public Context runsIn() {
    return context;
  }

  @Override
  public void run() {
    try {
      callback.accept(future);
    } catch (Throwable failure) {
      future.loop.reportUnlessFatal(
          new ExceptionContext("Exception in callback " + callback, failure)
              .with("future", future));
    }
  }
}
