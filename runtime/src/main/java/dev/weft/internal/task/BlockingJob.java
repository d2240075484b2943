package dev.weft.internal.task;

import dev.weft.BlockingCallable;
import dev.weft.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One piece of blocking work on its way through an executor. */
final class BlockingJob<T extends @Nullable Object> implements Runnable {

  private final LoopFuture<T> future;
  private final BlockingCallable<T, ?> work;
  private final AtomicBoolean taken = new AtomicBoolean(); // by whoever is first: run or cancel

  BlockingJob(TaskLoop loop, BlockingCallable<T, ?> work) {
    this.work = work;
    this.future = new LoopFuture<>(loop);
    future.addDoneCallback(done -> taken.set(true), Context.empty());
  }

  LoopFuture<T> future() {
    return future;
  }

  /** Does the work, unless it was cancelled before. An executor's thread. */
  @Override
  public void run() {
    if (!taken.compareAndSet(false, true)) {
      return;
    }
    try {
      T result = work.call();
      deliver(() -> future.complete(result));
    } catch (Throwable failure) {
      deliver(() -> future.fail(failure));
    }
  }

  private void deliver(Runnable completion) {
    future.loop.post(
        () -> {
          if (!future.isDone()) {
            completion.run();
          }
        });
  }
}
