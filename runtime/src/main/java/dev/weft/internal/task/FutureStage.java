package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.Context;
import dev.weft.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The view that other threads have of a future or task: completed with it, on its loop's thread.
 * When it is completed in any other way ({@code cancel}, {@code orTimeout}), the future is
 * cancelled.
 */
public final class FutureStage<T extends @Nullable Object> extends CompletableFuture<T> {

  private volatile @Nullable AsyncFuture<T> source; // written once, by its loop's thread

  private FutureStage() {}

  /** A stage that follows {@code future}. The loop's thread only. */
  static <T extends @Nullable Object> FutureStage<T> of(AsyncFuture<T> future) {
    FutureStage<T> stage = new FutureStage<>();
    stage.follow(future);
    return stage;
  }

  /**
   * A stage that follows the task that {@code creator} will make on {@code loop}'s thread. If the
   * loop is closed before the task has ended, the stage is cancelled.
   */
  public static <T extends @Nullable Object> FutureStage<T> ofTask(
      EventLoop loop, Supplier<? extends AsyncFuture<T>> creator) {
    FutureStage<T> stage = new FutureStage<>();
    ((TaskLoop) loop).cancelAtClose(stage);
    loop.callSoonThreadsafe(() -> stage.begin(creator));
    return stage;
  }

  private void begin(Supplier<? extends AsyncFuture<T>> creator) {
    if (isDone()) {
      return;
    }
    try {
      follow(creator.get());
    } catch (Throwable failure) {
      completeExceptionally(failure);
      throw failure;
    }
  }

  private void follow(AsyncFuture<T> future) {
    if (future.isDone()) {
      take(future);
    } else {
      source = future;
      future.addDoneCallback(this::take, Context.empty());
      whenComplete((value, failure) -> cancelUnlessDone(future));
    }
  }

  private void take(AsyncFuture<T> done) {
    if (done.isCancelled()) {
      cancel(false);
      return;
    }
    Throwable failure = done.exception();
    if (failure == null) {
      complete(done.result());
    } else {
      completeExceptionally(failure);
    }
  }

  /**
   * Cancels the future and leaves this stage to follow it. Any thread.
   *
   * @return false if it does not follow one, or not any more
   */
  boolean cancelSource(@Nullable String message) {
    AsyncFuture<T> followed = source;
    if (followed == null || isDone() || followed.loop().isClosed()) {
      return false;
    }
    if (EventLoop.findRunning() == followed.loop()) {
      followed.cancel(message);
    } else {
      followed.loop().callSoonThreadsafe(() -> followed.cancel(message));
    }
    return true;
  }

  /** The task that it follows, if that is a pending one of {@code loop}. The loop's thread only. */
  @Nullable LoopTask<?> pendingTaskOf(TaskLoop loop) {
    return source instanceof LoopTask<?> task && task.loop == loop && !isDone() && !task.isDone()
        ? task
        : null;
  }

  /** Any thread; one that sees the future's state late posts a cancellation without effect. */
  private static void cancelUnlessDone(AsyncFuture<?> future) {
    if (!future.isDone() && !future.loop().isClosed()) {
      future.loop().callSoonThreadsafe(future::cancel);
    }
  }
}
