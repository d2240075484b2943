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
  ASYNC_IN_SYNCHRONIZED,
  ASYNC_NATIVE,
  ASYNC_NEVER_AWAITS,
  ASYNC_RETURN_TYPE,
  AWAIT_METHOD_REFERENCE,
  AWAIT_OUTSIDE_ASYNC,
  BLOCKING_CALL,
  CANCELLATION_SWALLOWED,
  CLASS_FILE_UNREADABLE,
  COROUTINE_NEVER_AWAITED,
  FACADE_EMPTY,
  FACADE_NAME_TAKEN,
  FACADE_THROWS,
  FACADE_UNREACHABLE,
  LOCK_ACROSS_AWAIT,
  NESTED_TOO_DEEPLY,
  NOT_WOVEN,
  NULL_RETURNED,
  PROCESSOR_NOT_RUNNING,
  THREAD_LOCAL_ACROSS_AWAIT,
  UNAWAITED_RETURN_IN_TRY,
  UNKNOWN_TAG,
  WEFT_FAILURE,
  WRAPPER_CAUGHT,
  WRONG_ASYNC,
  YIELD_OUTSIDE_GENERATOR,
  YIELD_TYPE;

  /**
   * The name in messages and in {@code @SuppressWarnings("weft:Name")}: {@code AsyncReturnType}.
   */
  public String tag() {
    return Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
