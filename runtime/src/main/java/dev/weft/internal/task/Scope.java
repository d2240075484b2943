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
   * request to cancel comes from one of them, or, from outside all of them, by Task.cancel(). It
   * reaches the task unless a shielded scope lies inside of where it comes from. The outermost such
   * shield then keeps where it comes from in held, and lets go of it when it is left or lifted:
   * that is a new attempt, which another shield may hold in turn.
   *
   * The task counts the requests, so that who made one can take it back on exit, and can tell
   * whether others made any meanwhile: only those count that have reached the task, or an expired
   * time limit inside a shield would be taken for the cancellation that the shield holds.
   */

  private final LoopTask<?> task;
  private final @Nullable Scope outer;
  private final Collection<? extends AsyncFuture<?>> members; // of a group; for dumps
  private final int reachedOnEntry;
  private boolean requested;
  private boolean shielded;
  private @Nullable List<@Nullable Scope> held; // null in it stands for outside all scopes

  private Scope(LoopTask<?> task, Collection<? extends AsyncFuture<?>> members) {
    this.task = task;
    this.members = members;
    this.outer = task.innermost();
    this.reachedOnEntry = reached();
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
    if (!shielded) {
      letGo();
    } else if (!requested && task.takeUndelivered()) {
      hold(outer);
    }
  }

  /**
   * Leaves the scope, and takes its request back.
   *
   * @return whether others have cancelled the task meanwhile: then a {@code CancelledError} that
   *     the scope has ended with is theirs, and goes on
   */
  public boolean exit() {
    if (requested) {
      task.uncancel();
    }
    boolean cancelledByOthers = reached() > reachedOnEntry;
    task.setInnermost(outer);
    letGo();
    return cancelledByOthers;
  }

  /** Cancels the task anew, in place of a cancellation of others that was not thrown. */
  public void redeliver() {
    task.deliver(null);
  }

  /** Holds the request if a shield is in its way. {@code from} is null for outside all scopes. */
  static boolean holds(@Nullable Scope innermost, @Nullable Scope from) {
    Scope shield = null;
    for (Scope scope = innermost; scope != from && scope != null; scope = scope.outer) {
      if (scope.shielded) {
        shield = scope;
      }
    }
    if (shield != null) {
      shield.hold(from);
    }
    return shield != null;
  }

  private void hold(@Nullable Scope from) {
    if (held == null) {
      held = new ArrayList<>();
    }
    held.add(from);
  }

  private void letGo() {
    List<@Nullable Scope> free = held;
    held = null;
    if (free != null) {
      free.forEach(task::letGo);
    }
  }

  /** How many requests have reached the task. */
  private int reached() {
    int reached = task.cancelling();
    for (Scope scope = task.innermost(); scope != null; scope = scope.outer) {
      reached -= scope.held == null ? 0 : scope.held.size();
    }
    return reached;
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
