package dev.weft.linkage;

import dev.weft.AsyncFuture;
import dev.weft.EventLoop;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs chains of coroutine frames on one thread: the trampoline, and the registers through which
 * bodies and trampoline talk.
 *
 * <p>A loop has one driver for its life; a stage that runs without a loop gets a fresh one per
 * step.
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
   *     returned, innermost first. So leaf is the innermost frame, top the outermost so far; the
   *     step answers with the former.
   *
   * Invariant: unwinding is true only between suspend/defer and the return to run(), and no user
   * code runs in between. Nobody registers a callback in between either: the caller of run()
   * subscribes to awaited() when everything is saved, so a stage that calls back at once is
   * harmless. A throwable from saving breaks the suspension off: abandon() clears the flag before
   * any handler can see the throwable.
   *
   * On wake-up run(leaf) resumes the innermost frame alone. When it completes, its parent is
   * resumed from here, not by recursion: one resume costs the same at any depth, and unwinding a
   * chain of any length needs no stack. A failure skips frames that are suspended outside any try,
   * and frames that have not begun.
   *
   * value and thrown carry the outcome of what was awaited into the resumed body, which takes it
   * with result(), and the outcome of the chain to the caller of run(), who takes it too: the
   * driver keeps nothing alive between steps.
   *
   * run() may be entered from within a step, when a hot method starts. While user code runs all
   * registers are free, except the budget, which the inner run puts back.
   *
   * A driver grows old, in the collector's sense, and G1 pays for each reference that is stored in
   * an old object with a memory fence, unless it is null. So a step stores as few as it can: that
   * is why null stands for YIELD, for a leaf that is the frame that advance() has in hand, and for
   * a top that is leaf.
   *
   * All fields belong to the thread that drives.
   */

  /** Awaited by who wants nothing but to go on in the loop's next pass. */
  public static final Object YIELD =
      new Object() {
        @Override
        public String toString() {
          return "yield";
        }
      };

  /** How many coroutines may run nested on one physical stack before the next one is deferred. */
  private static final int MAX_DEPTH = 200;

  /** The method that a body is resumed by: in stack traces, the end of what the body called. */
  static final String BOUNDARY = "advance";

  /** The method that calls for a body that waits: in stack traces, the end of what it called. */
  static final String CALL_BOUNDARY = "call";

  /** Stands for "nothing to wait for, start the leaf on an empty stack". */
  private static final Object DEFERRED = new Object();

  /** Set while a suspension unwinds the physical stack. Woven code reads it after every await. */
  public boolean unwinding;

  private final int budget;
  private final @Nullable EventLoop loop;
  private int remaining;
  private boolean suspended; // the step is over, with a leaf; for trampoline()
  private @Nullable Object awaited; // null: nothing, or YIELD
  private @Nullable CoroutineFrame<?> leaf; // null, while unwinding: the frame being advanced
  private @Nullable CoroutineFrame<?> top; // null as long as it is leaf
  private @Nullable Object value;
  private @Nullable Throwable thrown;
  private @Nullable Object yielded;

  /**
   * A driver for steps outside any loop.
   *
   * @param budget how many ready awaits a step may pass before it is made to yield; 0 for no limit
   */
  public Driver(int budget) {
    this(budget, null);
  }

  /**
   * The driver of a loop.
   *
   * @param budget how many ready awaits a step may pass before it is made to yield; 0 for no limit
   * @param loop whose futures the steps may await; null outside any loop
   */
  public Driver(int budget, @Nullable EventLoop loop) {
    this.budget = budget;
    this.loop = loop;
  }

  // ---- for woven code ----

  /**
   * Saves where {@code frame} is suspended and makes it the outermost frame of the chain; a
   * generator that yields joins no chain.
   */
  public void link(CoroutineFrame<?> frame, int state) {
    boolean advanced = isAdvanced(frame);
    frame.state = state;
    if (NeverAwaited.ENABLED) {
      NeverAwaited.used(frame); // one that the fast path has just made was never claimed
    }
    if (!unwinding) {
      return;
    }
    if (leaf == null) {
      if (!advanced) {
        leaf = frame;
      }
      return;
    }
    CoroutineFrame<?> child = top != null ? top : leaf;
    if (child != frame) {
      child.setParent(frame);
    }
    top = frame;
  }

  /**
   * Whether {@code frame}, about to be suspended, is what advance() runs: nobody else resumes one,
   * but a generator's consumer.
   */
  private static boolean isAdvanced(CoroutineFrame<?> frame) {
    return frame.state != CoroutineFrame.CREATED
        && frame.state != CoroutineFrame.STARTED
        && !(frame instanceof GeneratorFrame);
  }

  /** Suspends {@code frame} before its first instruction: it will start on an empty stack. */
  public void defer(CoroutineFrame<?> frame) {
    if (NeverAwaited.ENABLED) {
      NeverAwaited.used(frame);
    }
    frame.state = CoroutineFrame.STARTED;
    leaf = frame;
    awaited = DEFERRED;
    unwinding = true; // last, and behind all calls: one of them may overflow the stack
  }

  /**
   * The outcome of the await that the resumed frame was suspended at.
   *
   * @throws Throwable the failure itself, never wrapped
   */
  public @Nullable Object result() throws Throwable {
    Throwable t = takeThrown();
    if (t != null) {
      throw t;
    }
    return takeValue();
  }

  /**
   * Gives up a suspension that could not be saved. Frames linked so far can never be resumed.
   *
   * @return {@code cause}, for the body to throw
   */
  public Throwable abandon(Throwable cause) {
    unwinding = false;
    awaited = null;
    CoroutineFrame<?> outermost = top != null ? top : leaf;
    CoroutineFrame<?> frame = takeLeaf(null);
    while (frame != outermost) {
      frame = frame.detach();
    }
    return cause;
  }

  /** Hands a generator's value to its consumer. */
  public void yield(@Nullable Object yielded) {
    this.yielded = yielded;
  }

  /** How many coroutines the body of a hot method may run nested. */
  public int depth() {
    return MAX_DEPTH;
  }

  // ---- for generators ----

  /** Takes the value that the generator has just yielded. */
  @Nullable Object takeYielded() {
    Object y = yielded;
    yielded = null;
    return y;
  }

  /** Sets the outcome that the frame to be resumed takes with {@link #result()}. */
  void deliver(@Nullable Object value, @Nullable Throwable thrown) {
    this.value = value;
    this.thrown = thrown;
  }

  void started(GeneratorFrame<?> generator) {
    if (loop instanceof GeneratorRegistry registry) {
      registry.started(generator);
    }
  }

  void ended(GeneratorFrame<?> generator) {
    if (loop instanceof GeneratorRegistry registry) {
      registry.ended(generator);
    }
  }

  // ---- for awaitables ----

  /** Starts to unwind: the step will end, and its caller waits for {@code awaited}. */
  public void suspend(Object awaited) {
    this.awaited = awaited == YIELD ? null : awaited;
    unwinding = true;
  }

  /**
   * Checks that the step may await {@code future}, done or not.
   *
   * @throws IllegalStateException if it belongs to another loop than the step, or the step to none
   */
  void requireOwn(AsyncFuture<?> future) {
    if (future.loop() != loop) {
      throw new IllegalStateException(
          loop == null
              ? "await of "
                  + future
                  + " outside its loop: start this code with Weft.run, or"
                  + " await future.toCompletableFuture()"
              : "await of "
                  + future
                  + ", which belongs to another loop: await"
                  + " future.toCompletableFuture(), made on that loop");
    }
  }

  /**
   * The loop whose driver this is.
   *
   * @throws IllegalStateException outside any loop; start the code with {@code Weft.run}, say
   */
  public EventLoop requireLoop() {
    if (loop == null) {
      throw new IllegalStateException(
          "this code runs outside any event loop, where only stages can be awaited: start it with"
              + " Weft.run, or call it from a coroutine");
    }
    return loop;
  }

  /** Whether a ready await may go on without yielding; uses up one unit of the step's budget. */
  boolean mayProceed() {
    return --remaining >= 0 || budget == 0;
  }

  // ---- for whoever steps a chain ----

  /**
   * Calls {@code action} as if {@code caller}, which is suspended, did.
   *
   * <p>Stack traces know it by its name, {@link #CALL_BOUNDARY}.
   */
  public static @Nullable Object call(Supplier<?> action, CoroutineFrame<?> caller) {
    try {
      return action.get();
    } catch (Throwable t) {
      AsyncTrace.completeCall(t, caller);
      throw t;
    }
  }

  /**
   * Resumes {@code frame} with an outcome and runs its chain until it completes or suspends.
   *
   * @return null if the chain completed: then {@link #takeThrown()} and {@link #takeValue()} hold
   *     its outcome; if it suspended, its innermost frame, for a later run: then {@link
   *     #takeAwaited()} says at what
   */
  public @Nullable CoroutineFrame<?> run(
      CoroutineFrame<?> frame, @Nullable Object value, @Nullable Throwable thrown) {
    int outerRemaining = beginStep();
    this.value = value;
    this.thrown = thrown;
    CoroutineFrame<?> first = thrown == null || frame.isGuarded() ? frame : nextGuarded(frame);
    return trampoline(first, outerRemaining);
  }

  /** Begins a step. Returns what is left of the budget of the step around it. */
  int beginStep() {
    int outerRemaining = remaining;
    remaining = budget;
    return outerRemaining;
  }

  /** Ends a step whose outermost body ran as a plain call and returned; answers as run() does. */
  @Nullable CoroutineFrame<?> settle(@Nullable Object result, int outerRemaining) {
    return trampoline(returned(null, result), outerRemaining);
  }

  /** Ends a step whose outermost body ran as a plain call and threw; answers as run() does. */
  @Nullable CoroutineFrame<?> settleFailure(Throwable failure, int outerRemaining) {
    return trampoline(threw(null, failure), outerRemaining);
  }

  private @Nullable CoroutineFrame<?> trampoline(
      @Nullable CoroutineFrame<?> first, int outerRemaining) {
    CoroutineFrame<?> next = first;
    while (next != null && !suspended) {
      next = advance(next);
    }
    suspended = false;
    remaining = outerRemaining;
    return next;
  }

  /**
   * Runs one frame. Returns the frame to run next, in the next step if this one has suspended, or
   * null when the chain is done.
   *
   * <p>Stack traces know it by its name, {@link #BOUNDARY}.
   */
  private @Nullable CoroutineFrame<?> advance(CoroutineFrame<?> frame) {
    try {
      return returned(frame, frame.step(this, MAX_DEPTH));
    } catch (Throwable t) {
      return threw(frame, t);
    }
  }

  /** The frame to run next, after {@code frame} (null: a plain call) has returned. */
  private @Nullable CoroutineFrame<?> returned(
      @Nullable CoroutineFrame<?> frame, @Nullable Object result) {
    if (unwinding) {
      unwinding = false;
      if (awaited == DEFERRED) {
        awaited = null;
      } else {
        suspended = true;
      }
      return takeLeaf(frame);
    }
    value = result;
    return frame == null ? null : frame.detach();
  }

  /** The frame to run next, after {@code frame} (null: a plain call) has thrown. */
  private @Nullable CoroutineFrame<?> threw(@Nullable CoroutineFrame<?> frame, Throwable failure) {
    if (unwinding) {
      abandon(failure);
    }
    value = null;
    thrown = failure;
    if (frame == null) {
      return null;
    }
    AsyncTrace.complete(failure, frame);
    return nextGuarded(frame);
  }

  /** The nearest frame up the chain whose await stands inside a try. */
  private static @Nullable CoroutineFrame<?> nextGuarded(CoroutineFrame<?> frame) {
    CoroutineFrame<?> f = frame.detach();
    while (f != null && !f.isGuarded()) {
      f = f.detach();
    }
    return f;
  }

  private @Nullable CoroutineFrame<?> takeLeaf(@Nullable CoroutineFrame<?> advanced) {
    CoroutineFrame<?> innermost = leaf;
    if (innermost == null) {
      return advanced;
    }
    leaf = null;
    top = null;
    return innermost;
  }

  /** Takes what the suspended chain waits for out of the driver. */
  public Object takeAwaited() {
    Object target = awaited;
    if (target == null) {
      return YIELD;
    }
    awaited = null;
    return target;
  }

  /** Takes the result of the completed chain out of the driver; null after a failure. */
  public @Nullable Object takeValue() {
    Object v = value;
    if (v != null) {
      value = null;
    }
    return v;
  }

  /** Takes the failure of the completed chain out of the driver; null if there is a result. */
  public @Nullable Throwable takeThrown() {
    Throwable t = thrown;
    if (t != null) {
      thrown = null;
    }
    return t;
  }
}
