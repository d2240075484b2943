package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.internal.loop.Failures;
import dev.weft.internal.loop.Watch;
import dev.weft.internal.queue.ContextEntry;
import dev.weft.internal.queue.Scheduled;
import dev.weft.internal.task.CancelRequests.Request;
import dev.weft.linkage.AsyncTrace;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
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
   *   running   inside run(), or an eager step; leaf is what the step began with
   *   done      nowhere
   *
   * A step resumes leaf, the innermost frame of the suspended chain, with the outcome of awaited.
   *
   * Cancellation (asyncio's rules). A request goes to what the task awaits, if that can still be
   * cancelled; its completion then resumes the task with a CancelledError. Otherwise the request
   * stays pending: the next step begins with a CancelledError instead of any outcome, and a step
   * that suspends meanwhile cancels what it has just begun to await. A request is delivered once,
   * and kept until it is taken back, for those who must tell their own from others'. A shielded
   * Scope may hold a request back.
   *
   * All fields belong to the loop's thread.
   */

  private @Nullable CoroutineFrame<T> coroutine; // null when done: it may hold locals
  private Context context; // perhaps a shared one
  private final int number; // for the name, if none was given
  private @Nullable CoroutineFrame<?> leaf; // written only when it is another: see Driver
  private @Nullable LoopFuture<?> awaited;
  private boolean running;
  private @Nullable TaskDetails details; // null as long as there are none

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
    loop.enter(this);
    try {
      step(loop.driver);
    } finally {
      loop.leaveTask();
    }
  }

  private void step(Driver driver) {
    LoopFuture<?> done = awaited;
    Throwable failure = null;
    if (done != null) {
      awaited = null;
      failure = done.takeFailure();
    }
    Request request = pendingRequest();
    if (request != null) {
      failure = cancellation(request, done, failure);
    }
    if (failure != null) {
      AsyncTrace.delivered(failure, done == null ? this : done, leaf);
    }
    running = true;
    Object value = null;
    if (done != null && failure == null) {
      try {
        value = done.take(leaf);
      } catch (Throwable notTaken) {
        failure = notTaken;
      }
    }
    CoroutineFrame<?> next = driver.run(leaf, value, failure);
    if (next == null) {
      loop.finished(this);
      finish(driver);
    } else {
      suspend(driver, next);
    }
  }

  /** The caller makes the first step, on its own stack. */
  void beginEagerStep() {
    running = true;
  }

  /** What follows an eager first step, after which the task is done if {@code next} is null. */
  void endEagerStep(@Nullable CoroutineFrame<?> next) {
    if (next == null) {
      finish(loop.driver);
    } else {
      suspend(loop.driver, next);
      loop.suspended(this);
    }
  }

  /** The cancellation that a step begins with, instead of the outcome of {@code done}. */
  private Throwable cancellation(
      Request request, @Nullable LoopFuture<?> done, @Nullable Throwable failure) {
    requests().deliver(innermost());
    if (failure instanceof CancelledError) {
      return failure;
    }
    if (done != null && failure == null) {
      done.missed();
    }
    return new CancelledError(request.message());
  }

  private void suspend(Driver driver, CoroutineFrame<?> next) {
    running = false;
    if (leaf != next) {
      leaf = next;
    }
    Object target = driver.takeAwaited();
    if (target == Driver.YIELD) {
      loop.wake(this);
      return;
    }
    LoopFuture<?> future = futureOf(target);
    awaited = future;
    future.addWaiter(this);
    deliver();
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
    leaf = null;
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
    Request request = pendingRequest();
    if (failure instanceof CancelledError cancellation) {
      cancelled(cancellation);
    } else if (failure != null) {
      fail(failure);
    } else if (request != null) {
      super.cancel(request.message());
    } else {
      complete(value);
    }
  }

  // ---- cancellation ----

  private TaskDetails details() {
    if (details == null) {
      details = new TaskDetails();
    }
    return details;
  }

  private CancelRequests requests() {
    TaskDetails details = details();
    if (details.requests == null) {
      details.requests = new CancelRequests();
    }
    return details.requests;
  }

  /** A request that the task has not heard of, and that no shield holds back. */
  private @Nullable Request pendingRequest() {
    return details == null || details.requests == null
        ? null
        : details.requests.deliverable(details.innermost);
  }

  /** The scope that this task has entered last. */
  @Nullable Scope innermost() {
    return details == null ? null : details.innermost;
  }

  /** Says which scope this task is in. */
  void setInnermost(@Nullable Scope scope) {
    details().innermost = scope;
  }

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
    requests().add(new Request(scope, message));
    deliver();
  }

  /** Delivers what is pending, if what the task awaits can be cancelled. */
  void deliver() {
    Request request = pendingRequest();
    if (request != null && awaited != null) {
      Queue<LoopTask<?>> further = new ArrayDeque<>(1);
      passOn(request, further);
      requestAll(further, request.message());
    }
  }

  /** Goes down a chain of tasks that await each other, which may be longer than the stack. */
  private void requestAll(Queue<LoopTask<?>> tasks, @Nullable String message) {
    LoopTask<?> next = tasks.poll();
    for (int hops = 0; next != null && hops < loop.tasksMade(); hops++) { // more: it is a circle
      next.requests().add(new Request(null, message));
      Request request = next.pendingRequest();
      if (request != null) {
        next.passOn(request, tasks);
      }
      next = tasks.poll();
    }
  }

  /** Cancels what is awaited; adds the tasks that this comes down to to {@code further}. */
  private void passOn(Request request, Queue<LoopTask<?>> further) {
    if (awaited != null && awaited.forwardCancel(request.message(), further)) {
      requests().deliver(innermost());
    }
  }

  /** How many requests the task has heard of, which were not taken back. */
  int requestsDelivered() {
    return details == null || details.requests == null ? 0 : details.requests.delivered();
  }

  /** Whether there were requests that have reached the task since {@code before} had. */
  boolean wasCancelledSince(int before) {
    return requestsDelivered() > before || pendingRequest() != null;
  }

  /** Takes the request of a scope back. */
  void takeBack(Scope scope) {
    requests().takeBack(scope);
  }

  /** Makes the task hear anew of the requests that it has heard of since {@code before}. */
  void redeliverSince(int before) {
    requests().redeliverAfter(before);
  }

  @Override
  boolean forwardCancel(@Nullable String message, Queue<LoopTask<?>> tasks) {
    return isDone() ? cancel(message) : tasks.add(this);
  }

  @Override
  public int cancelling() {
    return details == null || details.requests == null ? 0 : details.requests.size();
  }

  @Override
  public int uncancel() {
    if (cancelling() > 0) {
      requests().takeBack();
    }
    return cancelling();
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
    return details == null || details.name == null ? "Task-" + number : details.name;
  }

  @Override
  public void setName(String name) {
    details().name = Objects.requireNonNull(name, "name");
  }

  @Override
  public Context context() {
    ContextEntry contexts = ContextEntry.ofThread();
    if (contexts.isShared(context)) {
      context = loop.currentTask() == this ? contexts.own() : context.copy();
    }
    return context;
  }

  @Override
  public Context runsIn() {
    return context;
  }

  void setContext(Context context) {
    this.context = context;
  }

  @Override
  public @Nullable Coroutine<T> coroutine() {
    return coroutine;
  }

  @Override
  public List<StackTraceElement> stack() {
    if (running) {
      return loop.currentTask() == this ? loop.stackOfThread() : List.of();
    }
    return TaskDump.stack(leaf);
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
    return running ? "is running" : "is ready";
  }

  @Override
  public String toString() {
    return "<Task " + name() + " " + describeState() + ">";
  }
}
