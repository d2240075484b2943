package dev.weft.internal.loop;

import dev.weft.ExceptionContext;
import dev.weft.ExceptionHandler;
import dev.weft.linkage.AsyncTrace;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where failures go that have no caller: to the loop's exception handler, and from there to the
 * log. Two layers of protection: a broken handler is reported through the default one, and a broken
 * default one is logged plainly. Only fatal errors pass.
 */
final class FailureReporter {

  private final RunLoop loop;
  private @Nullable ExceptionHandler handler; // loop thread only

  FailureReporter(RunLoop loop) {
    this.loop = loop;
  }

  void setHandler(@Nullable ExceptionHandler handler) {
    this.handler = handler;
  }

  @Nullable ExceptionHandler handler() {
    return handler;
  }

  void report(ExceptionContext context) {
    ExceptionHandler custom = handler;
    if (custom == null) {
      logSafely(context);
      return;
    }
    try {
      custom.handle(loop, context);
    } catch (Throwable broken) {
      rethrowIfFatal(broken);
      logSafely(
          new ExceptionContext("Unhandled error in exception handler", broken)
              .with("context", context));
    }
  }

  private void logSafely(ExceptionContext context) {
    try {
      loop.defaultExceptionHandler(context);
    } catch (Throwable broken) {
      rethrowIfFatal(broken);
      Log.logger().log(Level.ERROR, "Exception in default exception handler", broken);
    }
  }

  /** The default handler. */
  void log(ExceptionContext context) {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    text.add(context.message());
    for (Map.Entry<String, Object> detail : context.details().entrySet()) {
      text.add(detail.getKey() + ": " + detail.getValue());
      if (detail.getValue() instanceof Throwable source) {
        for (StackTraceElement element : source.getStackTrace()) {
          text.add("\tat " + element);
        }
      }
    }
    Throwable failure = context.exception();
    List<StackTraceElement> awaits = failure == null ? List.of() : AsyncTrace.awaits(failure);
    if (!awaits.isEmpty()) {
      text.add("awaited by:");
      awaits.forEach(element -> text.add("\tat " + element));
    }
    Log.logger().log(Level.ERROR, text.toString(), failure);
  }

  static void rethrowIfFatal(Throwable failure) {
    if (Failures.isFatal(failure)) {
      throw Failures.<RuntimeException>sneak(failure);
    }
  }
}
