package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.CancelledError;
import dev.weft.linkage.Awaits;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The view that a loop has of a stage, completed on any thread.
 *
 * <p>Cancelling it cancels the stage. A hot method's stage is then waited for, so that the method
 * can clean up; any other is not: one that ignores its cancellation is abandoned, and its late
 * result dropped.
 */
final class StageFuture<T extends @Nullable Object> extends LoopFuture<T> {

  private final CompletionStage<T> stage;
  private @Nullable CancelledError requested; // loop thread only

  private StageFuture(TaskLoop loop, CompletionStage<T> stage) {
    super(loop);
    this.stage = stage;
  }

  /** Subscribes to {@code stage}. */
  static <T extends @Nullable Object> StageFuture<T> of(TaskLoop loop, CompletionStage<T> stage) {
    StageFuture<T> future = new StageFuture<>(loop, stage);
    stage.whenComplete(future::stageCompleted);
    return future;
  }

  private void stageCompleted(T value, @Nullable Throwable failure) {
    if (loop.isOnThread()) {
      settle(value, failure);
    } else {
      loop.post(() -> settle(value, failure));
    }
  }

  private void settle(T value, @Nullable Throwable failure) {
    if (isDone()) {
      return;
    }
    if (requested != null) {
      cancelled(requested);
    } else if (failure == null) {
      complete(value);
    } else {
      fail(Awaits.unwrap(failure));
    }
  }

  @Override
  boolean forwardCancel(@Nullable String message, Queue<LoopTask<?>> tasks) {
    LoopTask<?> task = stage instanceof FutureStage<?> own ? own.pendingTaskOf(loop) : null;
    if (task == null || isDone()) {
      return cancel(message);
    }
    requested = new CancelledError(message);
    tasks.add(task);
    return true;
  }

  @Override
  public boolean cancel(@Nullable String message) {
    if (isDone()) {
      return super.cancel(message);
    }
    if (stage instanceof FutureStage<?> own && own.cancelSource(message)) {
      requested = new CancelledError(message);
      return true;
    }
    super.cancel(message);
    cancel(stage);
    return true;
  }

  /** Cancels a stage, if it can be cancelled; else it is abandoned. */
  static void cancel(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().cancel(true);
    } catch (RuntimeException uncancellable) {
      // It stays as it is.
    }
  }

  @Override
  Collection<? extends AsyncFuture<?>> madeOf() {
    AsyncFuture<?> task = stage instanceof FutureStage<?> own ? own.pendingTaskOf(loop) : null;
    return task == null ? List.of() : List.of(task);
  }

  @Override
  public String toString() {
    return "<Future of " + stage + " " + describeState() + ">";
  }
}
