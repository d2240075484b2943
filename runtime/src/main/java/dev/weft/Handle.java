package dev.weft;

/** A callback that a loop was asked to call, so that it can be cancelled. */
public interface Handle {

  /**
   * Cancels the call and lets go of the callback. Has no effect when it was cancelled or has run.
   * Only the loop's thread may call it.
   */
  void cancel();

  /** Whether the call was cancelled. */
  boolean isCancelled();

  /** The context in which the callback runs. */
  Context context();
}
