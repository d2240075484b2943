package dev.weft;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link ExceptionHandler} is told.
 *
 * <p>New details may come in later versions, and callers of {@link EventLoop#callExceptionHandler}
 * may add their own.
 *
 * @param message what happened
 * @param exception what was thrown, or null
 * @param details who was concerned, by name: {@code future}, {@code handle}, ...; in debug mode
 *     also {@code source}, a throwable that was made where the callback was scheduled
 */
public record ExceptionContext(
    String message, @Nullable Throwable exception, Map<String, Object> details) {

  /** Copies the details, in their order. */
  public ExceptionContext {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** A context without details. */
  public ExceptionContext(String message, @Nullable Throwable exception) {
    this(message, exception, Map.of());
  }

  /** This context with one more detail. */
  public ExceptionContext with(String key, Object detail) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(key, detail);
    return new ExceptionContext(message, exception, more);
  }

  /** The future or task concerned, or null. */
  public @Nullable AsyncFuture<?> future() {
    return (AsyncFuture<?>) details.get("future");
  }

  /** The handle of the callback concerned, or null. */
  public @Nullable Handle handle() {
    return (Handle) details.get("handle");
  }
}
