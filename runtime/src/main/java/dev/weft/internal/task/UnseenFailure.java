package dev.weft.internal.task;

import dev.weft.Context;
import dev.weft.ExceptionContext;
import java.lang.ref.Cleaner;

/**
 * A failure that nobody has looked at. It is reported once: when its future has become garbage, or
 * when the loop closes.
 */
final class UnseenFailure implements Runnable {

  /*
   * Overview.
   *
   * The loop holds this object, and this object holds no future, so that the cleaner can tell when
   * nobody can look any more. The cleaner's thread only posts to the loop; whether the failure was
   * reported or seen meanwhile is decided there. The handler gets a stand-in for the future, and
   * runs in a copy of the task's context, since nobody can enter a context twice.
   */

  private static final Cleaner CLEANER = Cleaner.create();

  private final TaskLoop loop;
  private final String description;
  final Throwable failure;
  private final Context context;
  private final Cleaner.Cleanable cleanable;
  private volatile boolean seen; // written by the loop's thread, read by the cleaner's

  UnseenFailure(LoopFuture<?> future, Throwable failure) {
    this.loop = future.loop;
    this.description = future.toString();
    this.failure = failure;
    this.context = future instanceof LoopTask<?> task ? task.runsIn() : Context.empty();
    this.cleanable = CLEANER.register(future, this);
  }

  /** Somebody looked: nothing is to be reported. Loop thread only. */
  void seen() {
    seen = true;
    loop.unseenFailures.remove(this);
    cleanable.clean();
  }

  /** The future is garbage. The cleaner's thread, or {@link #seen}, when there is nothing to do. */
  @Override
  public void run() {
    if (!seen) {
      loop.post(this::report);
    }
  }

  @Override
  public String toString() {
    return failure.toString();
  }

  /** Reports the failure unless it was seen or reported before. Loop thread only. */
  void report() {
    if (loop.unseenFailures.remove(this)) {
      ExceptionContext report =
          new ExceptionContext("Exception was never retrieved: " + description, failure)
              .with("future", LoopFuture.failed(loop, failure));
      context.copy().run(() -> loop.callExceptionHandler(report));
    }
  }
}
