package dev.weft.testing;

import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/** Cancels one task, once: before the pass in which it is found suspended for the n-th time. */
final class Cancelling {

  private final int atPass;
  private @Nullable Task<?> task;
  private int passes;
  private boolean cancelled;

  Cancelling(int atPass) {
    this.atPass = atPass;
  }

  /** The task, which begins in the next pass. */
  void watch(Task<?> task) {
    if (this.task != null) {
      throw new IllegalStateException("runCancelling is called once in a test");
    }
    this.task = task;
    this.passes = -1;
  }

  /** A pass begins. Returns whether the task was cancelled now. */
  boolean pass() {
    if (task == null || task.isDone() || ++passes != atPass) {
      return false;
    }
    cancelled = task.cancel();
    return cancelled;
  }

  /** Whether the task has been cancelled: if not, it has ended before. */
  boolean hasCancelled() {
    if (task == null) {
      throw new IllegalStateException("the test has not called runCancelling");
    }
    return cancelled;
  }
}
