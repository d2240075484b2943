package dev.weft.linkage;

import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine: the object that a call of an async method returns, and the frame that keeps its
 * locals while it is suspended.
 *
 * <p>The weaver generates one subclass per async method; the runtime has a few written by hand.
 *
 * @param <T> the type of the result
 */
public abstract non-sealed class CoroutineFrame<T> implements Coroutine<T> {

  /*
   * Overview.
   *
   * state says where the frame stands, and how:
   *
   *   CREATED (0) ──claim()──▶ STARTED ──Driver.link(frame, s)──▶ s ──link──▶ s' ...
   *
   *   s > 0   suspended at await number s, which stands inside a try: a failure is delivered there
   *   s < 0   suspended at await number -s, which no handler covers: a failure passes it by
   *
   * No transition leads back to CREATED, so that a second use is always seen. A frame that the
   * fast path makes at its first suspension is born with a state s and was never CREATED.
   *
   * parent is the frame that awaits this one. It is set while a suspension unwinds the physical
   * stack (child first), and followed by the trampoline when this frame has completed.
   *
   * Both fields belong to the thread that drives the frame: the loop's, or, without a loop, the
   * thread that resumes a stage; what hands the frame from thread to thread (a queue, a stage's
   * completion) orders the accesses.
   */

  /** Not yet awaited or scheduled. */
  public static final int CREATED = 0;

  /** Claimed: running its first step, or about to. */
  public static final int STARTED = Integer.MIN_VALUE;

  /** Where the frame stands; see the overview. */
  public int state;

  private @Nullable CoroutineFrame<?> parent;

  /** For subclasses. */
  protected CoroutineFrame() {
    if (NeverAwaited.ENABLED) {
      NeverAwaited.watch(this);
    }
  }

  /**
   * Runs the body from where {@link #state} says until it completes or suspends.
   *
   * @param driver what drives this step
   * @param depth how many further coroutines may run on this physical stack
   * @return the result, or anything when {@link Driver#unwinding} is set
   * @throws Throwable what the body throws
   */
  protected abstract @Nullable Object step(Driver driver, int depth) throws Throwable;

  /**
   * Where the body's awaits stand: {@code class;method;lines of the guarded awaits;lines of the
   * others;file}, the lines in the order of their states; empty when unknown.
   */
  protected String debugMetadata() {
    return "";
  }

  /**
   * Takes this coroutine for its single use.
   *
   * @throws IllegalStateException if it was awaited or scheduled before; call the async method
   *     again for a fresh one, or share a task
   */
  public final void claim() {
    if (state != CREATED) {
      throw new IllegalStateException(
          "coroutine "
              + this
              + " was already awaited or scheduled: a coroutine runs once. Call the async method"
              + " again, or await a task, which may be awaited any number of times");
    }
    state = STARTED;
    if (NeverAwaited.ENABLED) {
      NeverAwaited.used(this);
    }
  }

  /** Claims the coroutine and runs its first step, or defers it when the stack is deep. */
  final @Nullable Object begin(Driver driver, int depth) throws Throwable {
    claim();
    if (depth <= 0) {
      driver.defer(this);
      return null;
    }
    return step(driver, depth - 1);
  }

  /** Whether a failure must be delivered at the await where this frame is suspended. */
  final boolean isGuarded() {
    return state > 0;
  }

  final void setParent(CoroutineFrame<?> parent) {
    this.parent = parent;
  }

  /** The frame that awaits this one, or null at the root of the chain. */
  public final @Nullable CoroutineFrame<?> parent() {
    return parent;
  }

  /**
   * The user's class, method, file and line where this frame is suspended; the line is unknown
   * while it has not begun, and stale while it runs. Null for frames that no user wrote.
   */
  public final @Nullable StackTraceElement stackTraceElement() {
    return FrameElements.of(this);
  }

  /** Lets go of the parent, and returns it. */
  final @Nullable CoroutineFrame<?> detach() {
    CoroutineFrame<?> p = parent;
    parent = null;
    return p;
  }
}
