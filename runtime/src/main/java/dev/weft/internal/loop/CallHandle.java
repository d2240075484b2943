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
  private @Nullable Runnable callback; // null once cancelled; loop thread only

  CallHandle(RunLoop loop, Runnable callback, Context context) {
    this.loop = loop;
    this.callback = Objects.requireNonNull(callback, "callback");
    this.context = Objects.requireNonNull(context, "context");
  }

  @Override
  public final Context context() {
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
      loop.callbackFailed(
          new ExceptionContext("Exception in callback " + call, failure).with("handle", this));
    }
  }

  @Override
  public String toString() {
    Runnable call = callback;
    return "<Handle " + (call == null ? "cancelled" : call) + ">";
  }
}
