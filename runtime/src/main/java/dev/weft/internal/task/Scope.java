package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a task does that can be cancelled by itself, and shielded from being cancelled:
 * what time limits, task groups and cancel scopes have in common.
 *
 * <p>The loop's thread only. Who enters a scope leaves it, in the same task, after all scopes
 * inside it.
 */
public final class Scope {

  /*
   * Overview.
   *
   * The scopes that a task has entered form a stack, from LoopTask.innermost through outer. A
   * request to cancel comes from one of them, or, from outside all of them, by Task.cancel(). It is
   * pending as long as a shielded scope lies inside of where it comes from.
   *
   * The task keeps the requests (CancelRequests), so that a scope can take its own back on exit,
   * and can tell whether the task has heard of any others meanwhile. Those that a shield holds do
   * not count yet, nor do those that the task had heard of before.
   */

  private final LoopTask<?> task;
  private final @Nullable Scope outer;
  private final Collection<? extends AsyncFuture<?>> members; // of a group; for dumps
  private final int deliveredOnEntry;
  private boolean requested;
  private boolean shielded;

  private Scope(LoopTask<?> task, Collection<? extends AsyncFuture<?>> members) {
    this.task = task;
    this.members = members;
    this.outer = task.innermost();
    this.deliveredOnEntry = task.requestsDelivered();
  }

  /** Enters a new scope of {@code task}, which is the current one. */
  public static Scope enter(Task<?> task) {
    return enter(task, List.of());
  }

  /** Enters a new scope of {@code task}, to which others belong: a group's. */
  public static Scope enter(Task<?> task, Collection<? extends AsyncFuture<?>> members) {
    LoopTask<?> own = (LoopTask<?>) task;
    Scope scope = new Scope(own, members);
    own.setInnermost(scope);
    return scope;
  }

  /** Requests that what is inside be cancelled; once. */
  public void cancel() {
    if (!requested) {
      requested = true;
      task.request(this, null);
    }
  }

  /** Holds requests from outside back, or lets them go. */
  public void setShielded(boolean shielded) {
    this.shielded = shielded;
    task.deliver();
  }

  /**
   * Leaves the scope, and takes its request back.
   *
   * @return whether others have cancelled the task meanwhile: then a {@code CancelledError} that
   *     the scope has ended with is theirs, and goes on
   */
  public boolean exit() {
    if (requested) {
      task.takeBack(this);
    }
    boolean cancelledByOthers = task.wasCancelledSince(deliveredOnEntry);
    task.setInnermost(outer);
    return cancelledByOthers;
  }

  /** Cancels the task anew, in place of a cancellation of others that was not thrown. */
  public void redeliver() {
    task.redeliverSince(deliveredOnEntry);
  }

  /**
   * Whether a task that is in {@code innermost} is shielded from a request.
   *
   * @param from null for outside all scopes
   */
  static boolean shields(@Nullable Scope innermost, @Nullable Scope from) {
    for (Scope scope = innermost; scope != from && scope != null; scope = scope.outer) {
      if (scope.shielded) {
        return true;
      }
    }
    return false;
  }

  /** What belongs to the scopes of a task. */
  static List<AsyncFuture<?>> members(@Nullable Scope innermost) {
    List<AsyncFuture<?>> all = new ArrayList<>();
    for (Scope scope = innermost; scope != null; scope = scope.outer) {
      all.addAll(scope.members);
    }
    return all;
  }
}
