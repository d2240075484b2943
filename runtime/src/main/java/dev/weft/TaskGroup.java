package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.internal.loop.Failures;
import dev.weft.internal.task.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end together: the group ends when its body and all its tasks have ended, and the first
 * failure of any cancels the others. asyncio's {@code TaskGroup}.
 *
 * <pre>{@code
 * String both =
 *     Await.of(
 *         TaskGroup.run(
 *             group -> {
 *               Task<String> first = group.createTask(greet("ada"));
 *               Task<String> second = group.createTask(greet("alan"));
 *               return Coroutine.of(Await.of(first) + ", " + Await.of(second));
 *             }));
 * }</pre>
 *
 * <p>Only the loop's thread may call its methods.
 */
public final class TaskGroup {

  /*
   * Overview.
   *
   *   open ──the body has ended──▶ exiting ──no task is left──▶ ended
   *     └──a failure, or the parent is cancelled, or cancel()──▶ aborting, beside either
   *
   * parent is the task that runs the group, and the body in it. Aborting cancels the tasks and, to
   * end the body, the scope; interrupting says that there is this request of the group's own, which
   * the exit takes back. While the group exits the parent may be cancelled by others any number of
   * times; the first of these aborts the group and is thrown at the end, unless there is a failure,
   * which takes precedence. Then the parent is cancelled anew, so that it hears of it at its next
   * await, and the count of requests stays the same.
   */

  private final Task<?> parent;
  private final Scope scope; // of parent, from the beginning of the body to the end
  private final Set<Task<?>> tasks = new LinkedHashSet<>();
  private final List<Throwable> failures = new ArrayList<>();
  private @Nullable AsyncFuture<@Nullable Void> lastTaskDone;
  private @Nullable CancelledError cancellation;
  private boolean exiting;
  private boolean aborting;
  private boolean interrupting;

  private TaskGroup(Task<?> parent) {
    this.parent = parent;
    this.scope = Scope.enter(parent, tasks);
  }

  /**
   * Runs {@code body}, in the calling task, and waits for all tasks that it starts in the group.
   * The first failure cancels everything else in the group; it is thrown when all have ended, with
   * the others {@linkplain Throwable#getSuppressed suppressed}. Cancelling the calling task cancels
   * everything in the group.
   *
   * @return the body's result; null if {@link #cancel} ended the body
   * @throws X what the body throws
   */
  @Async
  public static <T extends @Nullable Object, X extends Exception> Coroutine<T> run(
      AsyncFunction<TaskGroup, T, X> body) throws X {
    TaskGroup group = new TaskGroup(requireTask());
    T result = Await.of(group.runToTheEnd(body));
    if (!group.failures.isEmpty()) {
      throw Failures.<RuntimeException>sneak(group.firstWithOthersSuppressed());
    }
    return Coroutine.of(result);
  }

  /**
   * Runs {@code body} without a result; see {@link #run}.
   *
   * @throws X what the body throws
   */
  public static <X extends Exception> Coroutine<@Nullable Void> runVoid(
      AsyncFunction<TaskGroup, @Nullable Void, X> body) throws X {
    return run(body);
  }

  /**
   * Runs {@code body} as {@link #run} does, but throws all failures together.
   *
   * @throws AsyncGroupException if there was one failure or more, of a task or of the body
   */
  @Async
  public static <T extends @Nullable Object> Coroutine<T> runCollecting(
      AsyncFunction<TaskGroup, T, ?> body) throws AsyncGroupException {
    TaskGroup group = new TaskGroup(requireTask());
    T result = Await.of(group.runToTheEnd(body));
    if (!group.failures.isEmpty()) {
      throw new AsyncGroupException(group.failures);
    }
    return Coroutine.of(result);
  }

  private static Task<?> requireTask() {
    Task<?> task = Weft.currentTask();
    if (task == null) {
      throw new IllegalStateException("a TaskGroup needs a task to run in: start one");
    }
    return task;
  }

  /**
   * Schedules {@code coroutine} as a task of the group.
   *
   * @throws IllegalStateException if the group has ended or is ending because of a failure
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    requireOpen();
    return add(parent.loop().createTask(coroutine));
  }

  /**
   * Schedules an async body as a task of the group; a checked exception is the task's failure.
   *
   * @throws IllegalStateException if the group has ended or is ending because of a failure
   */
  public <T extends @Nullable Object> Task<T> createTask(AsyncCallable<T, ?> body) {
    requireOpen();
    return add(parent.loop().createTask(body));
  }

  /**
   * Schedules an async body as a task of the group and waits until it says that it is ready: a
   * server that listens, say. trio's {@code nursery.start}.
   *
   * <pre>{@code
   * int port = Await.of(group.<Integer, Void, IOException>start(status -> serve(status)));
   * }</pre>
   *
   * <p>Until then a failure of the task is that of {@code start}, and not the group's, unless
   * {@code start} itself is cancelled, which cancels the task. From then on it is a task of the
   * group like any other.
   *
   * @return what the task has given to {@link TaskStatus#started}
   * @throws X what the body throws before it is ready
   * @throws IllegalStateException at the await, if the group takes no tasks, or the task has ended
   *     and did not say that it was ready
   */
  @Async
  public <S extends @Nullable Object, R extends @Nullable Object, X extends Exception>
      Coroutine<S> start(AsyncFunction<? super TaskStatus<S>, R, X> body) throws X {
    requireOpen();
    AsyncFuture<S> ready = parent.loop().createFuture();
    Task<R> task = parent.loop().createTask(() -> body.apply(new TaskStatus<>(ready)));
    tasks.add(task);
    task.addDoneCallback(done -> startedTaskDone(done, ready));
    try {
      return Coroutine.of(Await.of(ready));
    } catch (CancelledError cancelled) {
      task.cancel();
      if (ready.isDone() && !ready.isCancelled() && ready.exception() != null) {
        failed(Objects.requireNonNull(ready.exception())); // which this can throw no more
      }
      throw cancelled;
    }
  }

  /** A task that {@link #start} has started is done. */
  private void startedTaskDone(AsyncFuture<?> task, AsyncFuture<?> ready) {
    if (ready.isDone()) {
      taskDone(task);
      return;
    }
    removeDone(task);
    if (task.isCancelled()) {
      ready.cancel();
    } else if (task.exception() != null) {
      ready.setException(Objects.requireNonNull(task.exception()));
    } else {
      ready.setException(
          new IllegalStateException(task + " has ended without status.started(...)"));
    }
  }

  /** Cancels the body and all tasks. That is no failure: the group then ends normally. */
  public void cancel() {
    if (!hasEnded()) {
      abort();
    }
  }

  private boolean hasEnded() {
    return exiting && tasks.isEmpty();
  }

  private void requireOpen() {
    if (hasEnded()) {
      throw new IllegalStateException(
          "the TaskGroup has ended: start tasks from its body or tasks");
    }
    if (aborting) {
      throw new IllegalStateException("the TaskGroup is shutting down: no task can be started");
    }
  }

  private <T extends @Nullable Object> Task<T> add(Task<T> task) {
    tasks.add(task);
    task.addDoneCallback(this::taskDone);
    if (aborting) { // by the first step of the task itself, which was eager
      task.cancel();
    }
    return task;
  }

  private void removeDone(AsyncFuture<?> task) {
    tasks.remove(task);
    if (tasks.isEmpty() && lastTaskDone != null && !lastTaskDone.isDone()) {
      lastTaskDone.setResult(null);
    }
  }

  private void taskDone(AsyncFuture<?> task) {
    removeDone(task);
    if (!task.isCancelled() && task.exception() != null) {
      failed(Objects.requireNonNull(task.exception()));
    }
  }

  private void failed(Throwable failure) {
    failures.add(failure);
    abort();
  }

  /** Cancels the tasks, and the parent if it is in the body; the first time. */
  private void abort() {
    if (aborting) {
      return;
    }
    aborting = true;
    List.copyOf(tasks).forEach(Task::cancel);
    if (!exiting) {
      interrupting = true;
      scope.cancel();
    }
  }

  /** Runs the body and waits for the tasks. Collects failures, throws a cancellation. */
  @Async
  private <T extends @Nullable Object> Coroutine<T> runToTheEnd(
      AsyncFunction<TaskGroup, T, ?> body) {
    T result = null;
    try {
      result = Await.of(body.apply(this));
    } catch (Throwable failure) {
      bodyFailed(failure);
    }
    exiting = true;
    Await.of(awaitTasks());
    settleCancellation();
    return Coroutine.of(result);
  }

  private void bodyFailed(Throwable failure) {
    exiting = true;
    if (failure instanceof CancelledError cancelledError) {
      cancellation = cancelledError;
    } else {
      failures.add(failure);
    }
    abort();
  }

  @Async
  private Coroutine<@Nullable Void> awaitTasks() {
    while (!tasks.isEmpty()) {
      lastTaskDone = parent.loop().createFuture();
      try {
        Await.of(lastTaskDone);
      } catch (CancelledError cancelledError) {
        parentCancelled(cancelledError);
      }
    }
    return Coroutine.done();
  }

  private void parentCancelled(CancelledError cancelledError) {
    if (cancellation == null) {
      cancellation = cancelledError;
    }
    abort();
  }

  /** Takes the group's own request back, and passes on what others have requested. */
  private void settleCancellation() {
    boolean cancelledByOthers = scope.exit();
    if (!failures.isEmpty()) {
      if (cancelledByOthers) {
        scope.redeliver();
      }
    } else if (cancellation != null && (cancelledByOthers || !interrupting)) {
      throw cancellation;
    }
  }

  private Throwable firstWithOthersSuppressed() {
    Throwable first = failures.get(0);
    for (Throwable other : failures) {
      if (other != first) {
        first.addSuppressed(other);
      }
    }
    return first;
  }
}
