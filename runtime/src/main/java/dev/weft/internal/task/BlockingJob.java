package dev.weft.internal.task;

import dev.weft.BlockingCallable;
import dev.weft.Context;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One piece of blocking work on its way through an executor. The loop hears of its begin, and of
 * its end exactly once: from {@link #deliver}, or if it is cancelled before a thread has taken it.
 */
final class BlockingJob<T extends @Nullable Object> implements Runnable {

  private final LoopFuture<T> future;
  private final BlockingCallable<T, ?> work;
  private final AtomicBoolean taken = new AtomicBoolean(); // by whoever is first: run or cancel

  BlockingJob(TaskLoop loop, BlockingCallable<T, ?> work) {
    this.work = work;
    this.future = new LoopFuture<>(loop);
    future.addDoneCallback(done -> abandon(), Context.empty());
  }

  /** Sends the work to {@code executor}. The loop's thread. */
  LoopFuture<T> start(Executor executor) {
    executor.execute(this);
    future.loop.workBegan();
    return future;
  }

  private void abandon() {
    if (taken.compareAndSet(false, true)) {
      future.loop.workEnded();
    }
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
          future.loop.workEnded();
          if (!future.isDone()) {
            completion.run();
          }
        });
  }
}
