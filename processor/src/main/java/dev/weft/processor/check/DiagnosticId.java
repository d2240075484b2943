package dev.weft.processor.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The stable names of what Weft says at compile time. {@code docs/diagnostics.md} explains each.
 *
 * <p>The weaver has names of its own, for what only the class files show.
 */
public enum DiagnosticId {
  ASYNC_GENERATOR_UNSUPPORTED,
  ASYNC_IN_SYNCHRONIZED,
  ASYNC_ON_CONSTRUCTOR,
  ASYNC_NATIVE,
  ASYNC_RETURN_TYPE,
  AWAIT_METHOD_REFERENCE,
  AWAIT_OUTSIDE_ASYNC,
  CLASS_FILE_UNREADABLE,
  PROCESSOR_NOT_RUNNING,
  WEFT_FAILURE,
  WRONG_ASYNC;

  /**
   * The name in messages and in {@code @SuppressWarnings("weft:Name")}: {@code AsyncReturnType}.
   */
  public String tag() {
    return Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
