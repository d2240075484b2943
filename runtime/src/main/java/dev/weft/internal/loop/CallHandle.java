package dev.weft.internal.loop;

import dev.weft.Context;
import dev.weft.ExceptionContext;
import dev.weft.Handle;
import dev.weft.internal.queue.Mailbox;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A callback that a loop will call. */
class CallHandle extends Mailbox.Item implements Handle {

  final RunLoop loop;
  private final Context context;
  private final @Nullable Throwable made; // where, in debug mode
  private @Nullable Runnable callback; // null once cancelled; loop thread only

  CallHandle(RunLoop loop, Runnable callback, Context context) {
    this.loop = loop;
    this.callback = Objects.requireNonNull(callback, "callback");
    this.context = Objects.requireNonNull(context, "context");
    this.made = loop.isDebug() ? new Throwable("scheduled here") : null;
  }

  @Override
  public final Context context() {
    return context;
  }

  @Override
  public final Context runsIn() {
    return context;
  }

  @Override
  public void cancel() {
    callback = null;
  }

  @Override
  public final boolean isCancelled() {
    return callback == null;
  }

  @Override
  public final void run() {
    Runnable call = callback;
    if (call == null) {
      return;
    }
    try {
      call.run();
    } catch (Throwable failure) {
      loop.callbackFailed(failed(call, failure));
    }
  }

  private ExceptionContext failed(Runnable call, Throwable failure) {
    ExceptionContext context =
        new ExceptionContext("Exception in callback " + call, failure).with("handle", this);
    return made == null ? context : context.with("source", made);
  }

  @Override
  public String toString() {
    Runnable call = callback;
    return "<Handle " + (call == null ? "cancelled" : call) + ">";
  }
}
