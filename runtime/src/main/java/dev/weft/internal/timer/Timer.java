package dev.weft.internal.timer;

/** An entry of a {@link TimerHeap}. */
public interface Timer {

  /** When it is due. Does not change. */
  long deadlineNanos();

  /** Orders timers that are due at the same time. Does not change. */
  long sequence();

  /** Whether it was cancelled, and so may be dropped at any time. */
  boolean isCancelled();
}
