package dev.weft.linkage;

import org.jspecify.annotations.Nullable;

/**
 * Runs chains of coroutine frames on one thread: the trampoline, and the registers through which
 * bodies and trampoline talk.
 *
 * <p>A loop has one driver for its life; a stage that runs without a loop gets a fresh one per step.
 */
public final class Driver {

  /*
   * Overview.
   *
   * A step runs frames on the physical stack as plain calls. It ends in one of two ways:
   *
   *   completion: the outermost body returned or threw while unwinding was false;
   *   suspension: an await could not proceed. It called suspend(awaited) and returned; each body
   *     on the stack saw the flag, saved itself in its frame, called link(frame, state) and
   *     returned, innermost first. So leaf is the innermost frame, top the outermost so far.
   *
   * Invariant: unwinding is true only between suspend/defer and the return to run(), and no user
   * code runs in between. Nobody registers a callback in between either: the caller of run()
   * subscribes to awaited() when everything is saved, so a stage that calls back at once is
   * harmless.
   *
   * On wake-up run(leaf) resumes the innermost frame alone. When it completes, its parent is
   * resumed from here, not by recursion: one resume costs the same at any depth, and unwinding a
   * chain of any length needs no stack. A failure skips frames that are suspended outside any try.
   *
   * value and thrown carry the outcome of what was awaited into the resumed body, which takes it
   * with result().
   *
   * All fields belong to the thread that drives.
   */

  /** How many coroutines may run nested on one physical stack before the next one is deferred. */
  private static final int MAX_DEPTH = 200;

  /** Stands for "nothing to wait for, start the leaf on an empty stack". */
  private static final Object DEFERRED = new Object();

  /** Set while a suspension unwinds the physical stack. Woven code reads it after every await. */
  public boolean unwinding;

  private @Nullable Object awaited;
  private @Nullable CoroutineFrame<?> leaf;
  private @Nullable CoroutineFrame<?> top;
  private @Nullable Object value;
  private @Nullable Throwable thrown;
  private final int budget;
  private int remaining;

  /**
   * @param budget how many ready awaits a step may pass before it is made to yield; 0 for no limit
   */
  public Driver(int budget) {
    this.budget = budget;
  }

  // ---- for woven code ----

  /** Saves where {@code frame} is suspended and makes it the outermost frame of the chain. */
  public void link(CoroutineFrame<?> frame, int state) {
    frame.state = state;
    CoroutineFrame<?> child = top;
    if (child == null) {
      leaf = frame;
    } else if (child != frame) {
      child.setParent(frame);
    }
    top = frame;
  }

  /** Suspends {@code frame} before its first instruction: it will start on an empty stack. */
  public void defer(CoroutineFrame<?> frame) {
    suspend(DEFERRED);
    link(frame, CoroutineFrame.STARTED);
  }

  /**
   * The outcome of the await that the resumed frame was suspended at.
   *
   * @throws Throwable the failure itself, never wrapped
   */
  public @Nullable Object result() throws Throwable {
    Throwable t = thrown;
    Object v = value;
    value = null;
    if (t != null) {
      thrown = null;
      throw t;
    }
    return v;
  }

  /** Gives up a suspension that could not be saved; {@code cause} becomes the body's failure. */
  public Throwable abandon(Throwable cause) {
    unwinding = false;
    forgetSuspension();
    return cause;
  }

  // ---- for awaitables ----

  /** Starts to unwind: the step will end, and its caller waits for {@code awaited}. */
  public void suspend(Object awaited) {
    this.awaited = awaited;
    unwinding = true;
  }

  /** Whether a ready await may go on without yielding; uses up one unit of the step's budget. */
  boolean mayProceed() {
    return budget == 0 || --remaining >= 0;
  }

  // ---- for whoever steps a chain ----

  /**
   * Resumes {@code frame} with an outcome and runs its chain until it completes or suspends.
   *
   * @return true if the chain completed: then {@link #value()} and {@link #thrown()} hold its
   *     outcome; false if it suspended: then {@link #awaited()} and {@link #leaf()} say at what
   */
  public boolean run(CoroutineFrame<?> frame, @Nullable Object value, @Nullable Throwable thrown) {
    this.value = value;
    this.thrown = thrown;
    remaining = budget;
    CoroutineFrame<?> next = frame;
    do {
      next = advance(next);
    } while (next != null);
    return leaf == null;
  }

  /** Runs one frame. Returns the frame to run next, or null when the step is over. */
  private @Nullable CoroutineFrame<?> advance(CoroutineFrame<?> frame) {
    try {
      Object result = frame.step(this, MAX_DEPTH);
      if (unwinding) {
        unwinding = false;
        return awaited == DEFERRED ? takeDeferred() : null;
      }
      value = result;
      return frame.detach();
    } catch (Throwable t) {
      value = null;
      thrown = t;
      return nextGuarded(frame);
    }
  }

  private @Nullable CoroutineFrame<?> takeDeferred() {
    CoroutineFrame<?> deferred = leaf;
    forgetSuspension();
    return deferred;
  }

  /** The nearest frame up the chain whose await stands inside a try. */
  private static @Nullable CoroutineFrame<?> nextGuarded(CoroutineFrame<?> frame) {
    CoroutineFrame<?> f = frame.detach();
    while (f != null && !f.isGuarded()) {
      f = f.detach();
    }
    return f;
  }

  private void forgetSuspension() {
    awaited = null;
    leaf = null;
    top = null;
  }

  /** What the suspended chain waits for. */
  public @Nullable Object awaited() {
    return awaited;
  }

  /** Takes the innermost frame of the suspended chain out of the driver, for a later run. */
  public @Nullable CoroutineFrame<?> takeLeaf() {
    CoroutineFrame<?> suspended = leaf;
    forgetSuspension();
    return suspended;
  }

  /** The result of the completed chain; null after a failure. */
  public @Nullable Object value() {
    return value;
  }

  /** The failure of the completed chain, or null. */
  public @Nullable Throwable thrown() {
    return thrown;
  }
}
