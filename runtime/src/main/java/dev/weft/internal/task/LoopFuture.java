package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.InvalidStateException;
import dev.weft.internal.loop.Failures;
import dev.weft.internal.queue.Scheduled;
import dev.weft.linkage.AsyncTrace;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.OwnFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A future of a {@link TaskLoop}. */
public class LoopFuture<T extends @Nullable Object> extends OwnFuture<T> {

  /*
   * Overview.
   *
   *   PENDING                           content: who waits: null, a Scheduled, or a list of them
   *      ├───complete─────▶ SUCCEEDED   content: the result
   *      ├───fail─────────▶ FAILED      content: the failure; an UnseenFailure until it is seen
   *      └───cancelled────▶ CANCELLED   content: the CancelledError, or its message, or null
   *
   * Whoever waits is something that the loop can run: an awaiting task itself, or a DoneCallback.
   * Completion makes all of them ready, in order, and runs none. Most futures have one that waits,
   * and all live in large numbers: hence no field for each of these.
   *
   * All fields belong to the loop's thread.
   */

  private static final byte PENDING = 0;
  private static final byte SUCCEEDED = 1;
  private static final byte FAILED = 2;
  private static final byte CANCELLED = 3;

  final TaskLoop loop;
  private byte state;
  private @Nullable Object content; // see the overview

  LoopFuture(TaskLoop loop) {
    this.loop = loop;
  }

  /** A future that has failed, and whose failure nobody needs to look at. */
  static <T extends @Nullable Object> LoopFuture<T> failed(TaskLoop loop, Throwable failure) {
    LoopFuture<T> future = new LoopFuture<>(loop);
    future.settle(FAILED, failure);
    return future;
  }

  @Override
  public final TaskLoop loop() {
    return loop;
  }

  // ---- the outcome ----

  @Override
  public final boolean isDone() {
    return state != PENDING;
  }

  @Override
  public final boolean isCancelled() {
    return state == CANCELLED;
  }

  @Override
  public final T result() {
    Throwable failure = takeFailure();
    if (failure != null) {
      throw Failures.<RuntimeException>sneak(failure);
    }
    return value();
  }

  @SuppressWarnings("unchecked") // complete() takes nothing else
  final T value() {
    return (T) content;
  }

  @Override
  public final @Nullable Throwable exception() {
    Throwable failure = takeFailure();
    if (state == CANCELLED) {
      throw (CancelledError) failure;
    }
    return failure;
  }

  /** The failure or cancellation, or null; marks it as seen. */
  final @Nullable Throwable takeFailure() {
    switch (state) {
      case SUCCEEDED:
        return null;
      case FAILED:
        markSeen();
        AsyncTrace.shared((Throwable) content);
        return (Throwable) content;
      case CANCELLED:
        return takeCancellation();
      default:
        throw new InvalidStateException("Result is not set: await " + this);
    }
  }

  /** The error that ended a task goes to the first who asks; others get their own. */
  private CancelledError takeCancellation() {
    if (content instanceof CancelledError first) {
      content = first.getMessage();
      return first;
    }
    return new CancelledError((String) content);
  }

  final void markSeen() {
    if (state == FAILED && content instanceof UnseenFailure unseen) {
      unseen.seen();
      content = unseen.failure;
    }
  }

  /** The result, for {@code waiter}, which has waited for it and goes on now. */
  @Nullable Object take(CoroutineFrame<?> waiter) {
    return value();
  }

  /** Whoever waited for this has been cancelled after it was done, and does not take the result. */
  void missed() {}

  // ---- completion ----

  @Override
  public void setResult(T result) {
    requirePending();
    complete(result);
  }

  @Override
  public void setException(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    requirePending();
    fail(failure);
  }

  @Override
  public boolean cancel(@Nullable String message) {
    markSeen();
    if (isDone()) {
      return false;
    }
    settle(CANCELLED, message);
    return true;
  }

  /**
   * Cancels this, but leaves the pending tasks whose cancellation that comes down to to the caller:
   * they are added to {@code tasks}. So a chain of them takes no stack.
   *
   * @return false if there is nothing to cancel
   */
  boolean forwardCancel(@Nullable String message, Queue<LoopTask<?>> tasks) {
    return cancel(message);
  }

  final void complete(T result) {
    settle(SUCCEEDED, result);
  }

  final void fail(Throwable failure) {
    settle(FAILED, failure);
    if (!(failure instanceof CancelledError)) {
      content = loop.watch(this, failure);
    }
  }

  final void cancelled(CancelledError error) {
    settle(CANCELLED, error);
  }

  private void requirePending() {
    if (isDone()) {
      throw new InvalidStateException("Result is set already: " + this);
    }
  }

  private void settle(byte state, @Nullable Object outcome) {
    Object waiters = content;
    this.state = state;
    this.content = outcome;
    if (waiters instanceof Scheduled one) {
      loop.wake(one);
    } else if (waiters instanceof List<?> many) {
      many.forEach(waiter -> loop.wake((Scheduled) waiter));
    }
  }

  /** The futures because of which this one will be done, as far as they are known: for dumps. */
  Collection<? extends AsyncFuture<?>> madeOf() {
    return List.of();
  }

  // ---- who waits ----

  /** Makes {@code waiter} ready when this future is done, or at once if it is. */
  @SuppressWarnings("unchecked") // a pending future's list is one of Scheduled
  final void addWaiter(Scheduled waiter) {
    if (isDone()) {
      loop.wake(waiter);
    } else if (content == null) {
      content = waiter;
    } else if (content instanceof Scheduled first) {
      content = new ArrayList<>(List.of(first, waiter));
    } else {
      ((List<Scheduled>) content).add(waiter);
    }
  }

  @Override
  public final void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
    addDoneCallback(callback, loop.sharedContext());
  }

  @Override
  public final void addDoneCallback(Consumer<? super AsyncFuture<T>> callback, Context context) {
    addWaiter(new DoneCallback<>(this, callback, context));
  }

  @Override
  public final int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
    if (isDone()) {
      return 0;
    }
    if (content instanceof DoneCallback<?> one && one.calls(callback)) {
      content = null;
      return 1;
    }
    if (!(content instanceof List<?> many)) {
      return 0;
    }
    int before = many.size();
    many.removeIf(waiter -> waiter instanceof DoneCallback<?> one && one.calls(callback));
    return before - many.size();
  }

  @Override
  public final CompletableFuture<T> toCompletableFuture() {
    return FutureStage.of(this);
  }

  @Override
  public String toString() {
    return "<Future " + describeState() + ">";
  }

  final String describeState() {
    return switch (state) {
      case PENDING -> "pending";
      case SUCCEEDED -> "finished result=" + content;
      case FAILED -> "finished exception=" + content;
      default -> "cancelled";
    };
  }
}
