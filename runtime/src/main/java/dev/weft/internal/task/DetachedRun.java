package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.linkage.AsyncTrace;
import dev.weft.linkage.Awaits;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import dev.weft.linkage.HotCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A hot method that was called outside any loop: it runs on the caller's thread up to the first
 * pending await, and then on whichever thread completes what it awaits. It is its own result.
 *
 * <p>Cancelling it, or completing it in any other way, cancels what it awaits, and the body sees a
 * {@link CancelledError} there.
 */
public final class DetachedRun<T extends @Nullable Object> extends CompletableFuture<T> {

  /*
   * Overview.
   *
   * One thread at a time runs a step. A step that suspends leaves a Wait, and whoever swaps the
   * wait for null resumes the body: the thread that completes the awaited stage, or the one that
   * cancels. That swap, or the stage's own completion, orders the accesses to the frames. A
   * cancellation that finds no wait is delivered at the next one; it is delivered once.
   *
   * A stage may call back while it is being subscribed to. To resume from there would nest one step
   * in the other, and a loop over such stages would overflow the stack. So that callback only
   * leaves its outcome, and the subscriber, when it finds one, goes round its own loop.
   */

  /** One suspension. */
  private final class Wait {

    final CoroutineFrame<?> leaf;
    final CompletionStage<?> stage;
    private @Nullable Thread subscriber = Thread.currentThread(); // its thread only, but for null
    private @Nullable Outcome early; // the subscriber's thread only

    Wait(CoroutineFrame<?> leaf, CompletionStage<?> stage) {
      this.leaf = leaf;
      this.stage = stage;
    }

    /** Subscribes. Returns the outcome if it is there already and this thread is to go on. */
    @Nullable Outcome subscribe() {
      try {
        stage.whenComplete((value, failure) -> completed(Outcome.of(value, failure)));
      } catch (Throwable brokenStage) {
        early = new Outcome(null, brokenStage);
      }
      subscriber = null;
      return early != null && claim(this) ? early : null;
    }

    /** Runs the body on. Answers as {@link Driver#run} does. */
    @Nullable CoroutineFrame<?> end(Driver driver, Outcome outcome) {
      if (outcome.failure() != null) {
        AsyncTrace.delivered(outcome.failure(), stage, leaf);
      }
      return driver.run(leaf, outcome.value(), outcome.failure());
    }

    private void completed(Outcome outcome) {
      if (subscriber == Thread.currentThread()) {
        early = outcome;
      } else if (claim(this)) {
        resume(this, outcome);
      }
    }
  }

  /** What a stage has completed with. */
  private record Outcome(@Nullable Object value, @Nullable Throwable failure) {

    static Outcome of(@Nullable Object value, @Nullable Throwable failure) {
      return new Outcome(value, failure == null ? null : Awaits.unwrap(failure));
    }
  }

  private final AtomicReference<@Nullable Wait> waiting = new AtomicReference<>();
  private volatile boolean cancelRequested;

  private DetachedRun() {}

  /** Begins a run whose first step the caller makes. */
  public static HotCall enterHotCall() {
    return new HotCall(new Driver(0)) {
      @Override
      protected CompletableFuture<?> ended(@Nullable CoroutineFrame<?> leaf) {
        DetachedRun<?> run = new DetachedRun<>();
        run.whenComplete((value, failure) -> run.requestCancel());
        run.proceed(driver, leaf);
        return run;
      }
    };
  }

  /** Resumes the body, here or where this thread is done with what it is resuming. */
  private void resume(Wait wait, Outcome outcome) {
    Resumptions.run(() -> goOn(wait, outcome));
  }

  private void goOn(Wait wait, Outcome outcome) {
    Driver driver = new Driver(0);
    proceed(driver, wait.end(driver, outcome));
  }

  /** Goes on after a step, until one has to wait or the last is done. */
  private void proceed(Driver stepped, @Nullable CoroutineFrame<?> suspended) {
    Driver driver = stepped;
    CoroutineFrame<?> leaf = suspended;
    while (leaf != null) {
      Wait wait = new Wait(leaf, (CompletionStage<?>) driver.takeAwaited());
      Outcome outcome = await(wait);
      if (outcome == null) {
        return;
      }
      driver = new Driver(0);
      leaf = wait.end(driver, outcome);
    }
    finish(driver);
  }

  /**
   * Waits for the stage. Returns the outcome to go on with at once, if it is this thread's turn.
   */
  private @Nullable Outcome await(Wait wait) {
    waiting.set(wait);
    return cancelRequested && claim(wait) ? cancelled(wait) : wait.subscribe();
  }

  private boolean claim(Wait wait) {
    return waiting.compareAndSet(wait, null);
  }

  @SuppressWarnings("unchecked") // the outermost frame is a CoroutineFrame<T>
  private void finish(Driver driver) {
    Throwable failure = driver.takeThrown();
    if (failure == null) {
      complete((T) driver.takeValue());
    } else if (failure instanceof CancelledError) {
      cancel(false);
    } else {
      completeExceptionally(failure);
    }
  }

  /** Called when this is done, by whichever thread: nobody needs what the body waits for. */
  private void requestCancel() {
    cancelRequested = true;
    Wait wait = waiting.get();
    if (wait != null && cancelRequested && claim(wait)) {
      Resumptions.run(() -> goOn(wait, cancelled(wait))); // it may cancel a run in turn
    }
  }

  private Outcome cancelled(Wait wait) {
    cancelRequested = false;
    StageFuture.cancel(wait.stage);
    return new Outcome(null, new CancelledError());
  }
}
