package dev.weft;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A time limit ran out before the work was done.
 *
 * <p>An {@code IOException}, so that a body with I/O and a limit throws one type. Not {@link
 * java.util.concurrent.TimeoutException}, which stands outside that family.
 */
public class TimeoutException extends IOException {

  private static final long serialVersionUID = 1;

  /** A timeout without a message. */
  public TimeoutException() {}

  /** A timeout that says which limit ran out. */
  public TimeoutException(@Nullable String message) {
    super(message);
  }

  /** A timeout with the cancellation that ended the work. */
  public TimeoutException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
