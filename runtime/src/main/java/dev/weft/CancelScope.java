package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.internal.loop.Nanos;
import dev.weft.internal.task.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A part of a task that can be cancelled by itself, at any time or at a deadline, and that can be
 * shielded from cancellation from outside: trio's {@code CancelScope}.
 *
 * <pre>{@code
 * CancelScope search = new CancelScope();
 * Runnable onEscape = search::cancel;
 * EventLoop.running().callLater(Duration.ofSeconds(1), onEscape);
 * List<String> hits = Await.of(search.run(scope -> find("weft")));
 * if (search.cancelledCaught()) {
 *   log.add("stopped"); // hits is null
 * }
 * }</pre>
 *
 * <p>Scopes nest. Cancelling one cancels what its body awaits, and ends at the scope: {@link #run}
 * gives null, and throws nothing. As everywhere in Weft, a cancellation is delivered once: a body
 * that catches it may go on, and await in its clean-up. (In trio every further await fails too.)
 *
 * <p>Only the loop's thread may call its methods. A scope is run once.
 */
public final class CancelScope {

  private final Deadline deadline;
  private boolean shielded;
  private boolean cancelCalled;
  private boolean cancelledCaught;
  private boolean used;
  private @Nullable Scope scope; // while the body runs

  /** A scope that is neither shielded nor has a deadline. */
  public CancelScope() {
    this(null);
  }

  private CancelScope(@Nullable Duration when) {
    deadline = new Deadline(when, this::cancel);
  }

  /**
   * Runs {@code body} for at most {@code limit}; see {@link #run}. For a limit that is a failure
   * there is {@link Weft#timeout}.
   *
   * @param limit zero or less lets the body run to its first await that suspends
   * @return the body's result, or null when the time was over
   * @throws X what the body throws
   */
  public static <T extends @Nullable Object, X extends Exception>
      Coroutine<@Nullable T> moveOnAfter(Duration limit, AsyncFunction<CancelScope, T, X> body)
          throws X {
    return new CancelScope(Nanos.after(EventLoop.running().time(), limit)).run(body);
  }

  /**
   * Runs {@code body} and holds back all cancellation from outside until it has ended: for clean-up
   * that must be done. Give it a {@linkplain #setDeadline deadline}, or it may delay the end of the
   * program.
   *
   * <p>{@link Weft#shield} is something else: there only the awaited goes on, not the one who
   * awaits.
   *
   * @return the body's result, or null when the scope itself was cancelled
   * @throws X what the body throws
   */
  public static <T extends @Nullable Object, X extends Exception> Coroutine<@Nullable T> shielded(
      AsyncFunction<CancelScope, T, X> body) throws X {
    CancelScope scope = new CancelScope();
    scope.setShielded(true);
    return scope.run(body);
  }

  /**
   * Runs {@code body}, in the calling task, until it ends or this scope is cancelled.
   *
   * @return the body's result, or null when the scope was cancelled and the body ended so
   * @throws X what the body throws
   * @throws IllegalStateException if the scope was run before, or there is no current task
   */
  @Async
  public <T extends @Nullable Object, X extends Exception> Coroutine<@Nullable T> run(
      AsyncFunction<CancelScope, T, X> body) throws X {
    enter();
    T result;
    try {
      result = Await.of(body.apply(this));
    } catch (CancelledError cancelled) {
      boolean cancelledByOthers = exit();
      cancelledCaught = cancelCalled && !cancelledByOthers;
      if (!cancelledCaught) {
        throw cancelled;
      }
      return Coroutine.of(null);
    } catch (Throwable failure) {
      exit();
      throw failure;
    }
    exit();
    return Coroutine.of(result);
  }

  private void enter() {
    if (used) {
      throw new IllegalStateException("a CancelScope is run once: make another one");
    }
    Task<?> task = Weft.currentTask();
    if (task == null) {
      throw new IllegalStateException("a CancelScope needs a task to cancel: start one");
    }
    used = true;
    scope = Scope.enter(task);
    scope.setShielded(shielded);
    if (cancelCalled) {
      scope.cancel();
    } else {
      deadline.arm(task.loop());
    }
  }

  private boolean exit() {
    deadline.disarm();
    Scope left = scope;
    scope = null;
    return left != null && left.exit();
  }

  /** Cancels the body, or, if it has not begun, as soon as it suspends; once. */
  public void cancel() {
    cancelCalled = true;
    deadline.disarm();
    if (scope != null) {
      scope.cancel();
    }
  }

  /** The time on {@link EventLoop#time} at which the scope is cancelled, or null for none. */
  public @Nullable Duration deadline() {
    return deadline.when();
  }

  /**
   * Moves the deadline. Has no effect on a scope that was cancelled already.
   *
   * @param when on {@link EventLoop#time}; in the past for at once, null for none
   */
  public void setDeadline(@Nullable Duration when) {
    deadline.set(when);
    if (scope != null && !cancelCalled) {
      deadline.arm(EventLoop.running());
    }
  }

  /** Whether cancellation from outside is held back. */
  public boolean isShielded() {
    return shielded;
  }

  /**
   * Holds cancellation from outside back, or lets what was held back through. Cancellation of this
   * scope, and of those inside it, is never held back by it.
   */
  public void setShielded(boolean shielded) {
    this.shielded = shielded;
    if (scope != null) {
      scope.setShielded(shielded);
    }
  }

  /** Whether the scope was cancelled: by {@link #cancel}, or since its time was over. */
  public boolean cancelCalled() {
    return cancelCalled;
  }

  /** Whether the body has ended because this scope was cancelled. */
  public boolean cancelledCaught() {
    return cancelledCaught;
  }

  @Override
  public String toString() {
    return "<CancelScope cancelled=" + cancelCalled + " shielded=" + shielded + ">";
  }
}
