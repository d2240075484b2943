package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.internal.loop.Nanos;
import dev.weft.internal.task.Scope;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The time limit of a {@link Weft#timeout} body. Only its task may call it. */
public final class Timeout {

  /*
   * Overview.
   *
   *   CREATED ──enter──▶ ENTERED ──the time is over──▶ EXPIRING ──exit──▶ EXPIRED
   *                         └───────────────exit──────────────▶ EXITED
   *
   * Expiry cancels the scope and changes nothing else, so that the body can clean up. On exit the
   * cancellation is taken back, and becomes a TimeoutException if it was the only one. So of nested
   * limits that are over, the outermost converts, and somebody else's cancellation stays one.
   */

  private enum State {
    CREATED,
    ENTERED,
    EXPIRING,
    EXPIRED,
    EXITED
  }

  private final @Nullable Duration limit;
  private final Deadline deadline;
  private @Nullable EventLoop loop; // from the entry on
  private @Nullable Scope scope; // from the entry on
  private State state = State.CREATED;

  private Timeout(@Nullable Duration limit, @Nullable Duration when) {
    this.limit = limit;
    this.deadline = new Deadline(when, this::expire);
  }

  static Timeout after(@Nullable Duration limit) {
    return new Timeout(limit, null);
  }

  static Timeout at(@Nullable Duration when) {
    return new Timeout(null, when);
  }

  /** The deadline on {@link EventLoop#time}, or null if there is none. */
  public @Nullable Duration when() {
    return deadline.when();
  }

  /** Whether the time is over. */
  public boolean isExpired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  /**
   * Moves the deadline.
   *
   * @param when on {@link EventLoop#time}; in the past for at once, null for none
   * @throws IllegalStateException if the body is not running, or the time is over
   */
  public void reschedule(@Nullable Duration when) {
    if (state != State.ENTERED) {
      throw new IllegalStateException("cannot reschedule a timeout that is " + state);
    }
    deadline.set(when);
    deadline.arm(loop());
  }

  /**
   * Moves the deadline to {@code delay} from now; see {@link #reschedule}.
   *
   * @param delay zero or less for at once
   */
  public void rescheduleAfter(Duration delay) {
    reschedule(Nanos.after(loop().time(), delay));
  }

  /** Runs {@code body} under this limit. */
  @Async
  <T extends @Nullable Object, X extends Exception> Coroutine<T> run(
      AsyncFunction<Timeout, T, X> body) throws X, TimeoutException {
    enter();
    T result;
    try {
      result = Await.of(body.apply(this));
    } catch (CancelledError cancelled) {
      if (exit()) {
        throw new TimeoutException("the time limit ran out", cancelled);
      }
      throw cancelled;
    } catch (Throwable failure) {
      exit();
      throw failure;
    }
    exit();
    return Coroutine.of(result);
  }

  private void enter() {
    if (state != State.CREATED) {
      throw new IllegalStateException("a timeout is entered once");
    }
    Task<?> task = Weft.currentTask();
    if (task == null) {
      throw new IllegalStateException("a timeout needs a task to cancel: start one");
    }
    state = State.ENTERED;
    loop = task.loop();
    scope = Scope.enter(task);
    reschedule(limit == null ? when() : Nanos.after(loop.time(), limit));
  }

  /** Ends the scope. Returns whether a cancellation that the body ended with is the limit's. */
  private boolean exit() {
    deadline.disarm();
    boolean cancelledByOthers = scope().exit();
    if (state == State.EXPIRING) {
      state = State.EXPIRED;
      return !cancelledByOthers;
    }
    state = State.EXITED;
    return false;
  }

  private void expire() {
    state = State.EXPIRING;
    scope().cancel();
  }

  private EventLoop loop() {
    return Objects.requireNonNull(loop, "the timeout was not entered");
  }

  private Scope scope() {
    return Objects.requireNonNull(scope, "the timeout was not entered");
  }

  @Override
  public String toString() {
    return "<Timeout " + state + " when=" + when() + ">";
  }
}
