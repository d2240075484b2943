package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.BlockingCallable;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.Log;
import dev.weft.internal.loop.Nanos;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work that a loop gives to other threads, and the executor for it. */
final class BlockingWork {

  private final TaskLoop loop;
  private boolean closed; // loop thread only
  private @Nullable ExecutorService executor; // made when first needed; loop thread only

  BlockingWork(TaskLoop loop) {
    this.loop = loop;
  }

  void setDefault(ExecutorService executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
  }

  <T extends @Nullable Object> AsyncFuture<T> submit(
      @Nullable Executor chosen, BlockingCallable<T, ?> work) {
    return new BlockingJob<>(loop, work).start(chosen != null ? chosen : defaultExecutor());
  }

  private Executor defaultExecutor() {
    if (closed) {
      throw new IllegalStateException("the default executor was shut down: give another one");
    }
    if (executor == null) {
      executor = DefaultExecutor.create();
    }
    return executor;
  }

  @Async
  Coroutine<@Nullable Void> shutdownAndAwait(Duration limit) {
    shutdown();
    closed = true;
    if (executor != null) {
      boolean ended = Await.of(ended(executor, Nanos.of(limit)));
      if (!ended) {
        Log.logger()
            .log(
                Level.WARNING,
                "The work of the default executor did not end within {0}: it goes on without its loop",
                limit);
      }
    }
    return Coroutine.done();
  }

  private AsyncFuture<Boolean> ended(ExecutorService executor, long limitNanos) {
    BlockingJob<Boolean> wait =
        new BlockingJob<>(loop, () -> executor.awaitTermination(limitNanos, TimeUnit.NANOSECONDS));
    return wait.start(job -> DefaultExecutor.thread(job).start());
  }

  void shutdown() {
    if (executor != null) {
      executor.shutdown();
    }
  }
}
