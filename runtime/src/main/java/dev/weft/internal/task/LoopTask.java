package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.internal.loop.Failures;
import dev.weft.internal.loop.Watch;
import dev.weft.internal.queue.Scheduled;
import dev.weft.linkage.AsyncTrace;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A task of a {@link TaskLoop}: it steps a chain of coroutine frames until the chain is done. */
final class LoopTask<T extends @Nullable Object> extends LoopFuture<T>
    implements Task<T>, Scheduled {

  /*
   * Overview.
   *
   * The task is in exactly one of these places:
   *
   *   ready     in the loop's queue: to begin, to go on after a yield, or because awaited is done
   *   waiting   registered with awaited as a waiter, which will make it ready
   *   running   inside run(); leaf is null
   *   done      nowhere
   *
   * A step resumes leaf, the innermost frame of the suspended chain, with the outcome of awaited.
   *
   * Cancellation (asyncio's rules). A request goes to what the task awaits, if that can still be
   * cancelled; its completion then resumes the task with a CancelledError. Otherwise mustCancel
   * notes it: the next step begins with a CancelledError instead of any outcome, and a step that
   * suspends with it set cancels what it has just begun to await. A request is delivered once.
   * requests counts them, for those who must tell their own from others'. A shielded Scope may
   * hold a request back.
   *
   * All fields belong to the loop's thread.
   */

  private @Nullable CoroutineFrame<T> coroutine; // null when done: it may hold locals
  private final Context context;
  private final int number; // for the name, if none was given
  private @Nullable String name;
  private @Nullable CoroutineFrame<?> leaf;
  private @Nullable LoopFuture<?> awaited;
  private boolean mustCancel;
  private @Nullable String cancelMessage;
  private int requests;
  @Nullable Scope innermost; // Scope's

  @Nullable LoopTask<?> older; // TaskList's
  @Nullable LoopTask<?> newer; // TaskList's

  LoopTask(TaskLoop loop, @Nullable CoroutineFrame<T> coroutine, int number, Context context) {
    super(loop);
    this.coroutine = coroutine;
    this.leaf = coroutine;
    this.number = number;
    this.context = context;
  }

  // ---- steps ----

  @Override
  public void run() {
    LoopTask<?> outer = loop.enter(this);
    try {
      step(loop.driver);
    } finally {
      loop.enter(outer);
    }
  }

  private void step(Driver driver) {
    CoroutineFrame<?> frame = leaf;
    LoopFuture<?> done = awaited;
    leaf = null;
    awaited = null;
    Throwable failure = pendingFailure(done);
    if (failure != null) {
      AsyncTrace.delivered(failure, done == null ? this : done, frame);
    }
    Object value = done == null || failure != null ? null : done.value();
    if (driver.run(frame, value, failure)) {
      loop.finished(this);
      finish(driver);
    } else {
      suspend(driver);
    }
  }

  /** What follows the first step of a hot method. */
  void endEagerStep(boolean completed) {
    leaf = null;
    if (completed) {
      finish(loop.driver);
    } else {
      suspend(loop.driver);
      loop.suspended(this);
    }
  }

  /** What the step begins with instead of a value: a cancellation, or the failure of awaited. */
  private @Nullable Throwable pendingFailure(@Nullable LoopFuture<?> done) {
    Throwable failure = done == null ? null : done.takeFailure();
    if (mustCancel) {
      mustCancel = false;
      return failure instanceof CancelledError ? failure : new CancelledError(cancelMessage);
    }
    return failure;
  }

  private void suspend(Driver driver) {
    Object target = driver.awaited();
    leaf = driver.takeLeaf();
    if (target == Driver.YIELD) {
      loop.wake(this);
      return;
    }
    awaited = futureOf(target);
    awaited.addWaiter(this);
    if (mustCancel && awaited.cancel(cancelMessage)) {
      mustCancel = false;
    }
  }

  private LoopFuture<?> futureOf(Object target) {
    if (target == this) {
      return failed(loop, new IllegalStateException("Task cannot await on itself: " + this));
    }
    if (target instanceof LoopFuture<?> future) {
      return future;
    }
    if (target instanceof AsyncFuture<?> foreign) {
      return loop.futureOf(foreign.toCompletableFuture());
    }
    return loop.futureOf((CompletionStage<?>) target);
  }

  @SuppressWarnings("unchecked") // the chain's outermost frame is a CoroutineFrame<T>
  private void finish(Driver driver) {
    coroutine = null;
    Throwable failure = driver.takeThrown();
    end(failure, (T) driver.takeValue());
    Watch watch = loop.watch();
    if (watch != null) {
      watch.done(this, failure);
    }
    if (Failures.isFatal(failure)) {
      throw Failures.<RuntimeException>sneak(failure);
    }
  }

  private void end(@Nullable Throwable failure, T value) {
    if (failure instanceof CancelledError cancellation) {
      cancelled(cancellation);
    } else if (failure != null) {
      fail(failure);
    } else if (mustCancel) {
      super.cancel(cancelMessage);
    } else {
      complete(value);
    }
  }

  // ---- cancellation ----

  @Override
  public boolean cancel(@Nullable String message) {
    markSeen();
    if (isDone()) {
      return false;
    }
    request(null, message);
    return true;
  }

  /** Takes a request of {@code scope}, or, if it is null, of somebody outside all scopes. */
  void request(@Nullable Scope scope, @Nullable String message) {
    requestAll(note(scope, message), message);
  }

  /** Delivers a request that is noted already. */
  void deliver(@Nullable String message) {
    requestAll(passOn(message), message);
  }

  /** Goes down a chain of tasks that await each other, which may be longer than the stack. */
  private void requestAll(@Nullable LoopTask<?> first, @Nullable String message) {
    LoopTask<?> next = first;
    for (int hops = 0; next != null && hops < loop.tasksMade(); hops++) { // more: it is a circle
      next = next.note(null, message);
    }
  }

  private @Nullable LoopTask<?> note(@Nullable Scope from, @Nullable String message) {
    requests++;
    if (Scope.holds(innermost, from)) {
      cancelMessage = message;
      return null;
    }
    return passOn(message);
  }

  /** Cancels what is awaited, or, if that comes down to another task, returns that one. */
  private @Nullable LoopTask<?> passOn(@Nullable String message) {
    LoopTask<?> further = awaited == null ? null : awaited.taskToCancel(message);
    if (further == null && (awaited == null || !awaited.cancel(message))) {
      mustCancel = true;
      cancelMessage = message;
    }
    return further;
  }

  /** Takes a request back that the task has not seen yet, for a shield to hold it. */
  boolean takeUndelivered() {
    boolean undelivered = mustCancel;
    mustCancel = false;
    return undelivered;
  }

  /** A shield has let go of a request. */
  void letGo(@Nullable Scope from) {
    if (requests > 0 && !Scope.holds(innermost, from)) {
      deliver(cancelMessage);
    }
  }

  @Override
  @Nullable LoopTask<?> taskToCancel(@Nullable String message) {
    return isDone() ? null : this;
  }

  @Override
  public int cancelling() {
    return requests;
  }

  @Override
  public int uncancel() {
    if (requests > 0 && --requests == 0) {
      mustCancel = false;
    }
    return requests;
  }

  // ---- the rest ----

  @Override
  public void setResult(T result) {
    throw new UnsupportedOperationException("a task's result is its coroutine's: " + this);
  }

  @Override
  public void setException(Throwable failure) {
    throw new UnsupportedOperationException("a task's failure is its coroutine's: " + this);
  }

  @Override
  public String name() {
    return name != null ? name : "Task-" + number;
  }

  @Override
  public void setName(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public @Nullable Coroutine<T> coroutine() {
    return coroutine;
  }

  @Override
  public List<StackTraceElement> stack() {
    return loop.currentTask() == this ? loop.stackOfThread() : TaskDump.stack(leaf);
  }

  @Nullable LoopFuture<?> awaited() {
    return awaited;
  }

  /** What the task is doing, for dumps. */
  String describeActivity() {
    LoopFuture<?> future = awaited;
    if (future != null && !future.isDone()) {
      return "waits for " + future;
    }
    return leaf == null ? "is running" : "is ready";
  }

  @Override
  public String toString() {
    return "<Task " + name() + " " + describeState() + ">";
  }
}
