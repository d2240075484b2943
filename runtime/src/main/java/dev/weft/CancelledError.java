package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * The operation was cancelled.
 *
 * <p>An {@code Error}, so that {@code catch (Exception e)} does not swallow a cancellation. Code
 * that catches it to clean up should throw it on.
 *
 * <pre>{@code
 * try {
 *   Await.of(Weft.sleep(Duration.ofHours(1)));
 * } catch (CancelledError cancelled) {
 *   log.add("stopped early");
 *   throw cancelled;
 * }
 * }</pre>
 */
public class CancelledError extends Error {

  private static final long serialVersionUID = 1;

  /** A cancellation without a message. */
  public CancelledError() {}

  /** A cancellation with the message that was given to {@code cancel}, or null. */
  public CancelledError(@Nullable String message) {
    super(message);
  }
}
