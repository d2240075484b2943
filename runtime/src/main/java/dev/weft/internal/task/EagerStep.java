package dev.weft.internal.task;

import dev.weft.Context;
import dev.weft.internal.loop.Watch;
import dev.weft.internal.queue.ContextEntry;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.HotCall;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The first step of a hot method on a loop, or of an eager task: it runs on its caller's stack.
 *
 * <p>What was current around it is put back by value, so that an outer step repairs what a stack
 * overflow in an inner one may have left. The loop holds the task only once it has suspended.
 */
final class EagerStep extends HotCall {

  final LoopTask<?> task;
  final @Nullable EagerStep outer;
  private final @Nullable LoopTask<?> outerTask;
  private final ContextEntry contexts = ContextEntry.ofThread();
  private final Context outerContext;
  private final Watch.@Nullable Step watched;

  EagerStep(TaskLoop loop, LoopTask<?> task) {
    super(loop.driver);
    this.task = task;
    this.outerContext = contexts.enter(task.runsIn());
    this.outerTask = loop.enter(task);
    this.outer = loop.enter(this);
    task.beginEagerStep();
    Watch watch = loop.watch();
    this.watched = watch == null ? null : watch.begin(task);
  }

  @Override
  protected CompletableFuture<?> ended(@Nullable CoroutineFrame<?> leaf) {
    TaskLoop loop = task.loop();
    try {
      task.endEagerStep(leaf);
      if (watched != null) {
        watched.end();
      }
      return task.toCompletableFuture();
    } finally {
      contexts.exit(task.runsIn(), outerContext);
      loop.enter(outerTask);
      loop.enter(outer);
    }
  }
}
