package dev.weft.spi;

/** What a loop takes for the time. Called by the loop's thread, and by {@code time()}'s callers. */
@FunctionalInterface
public interface LoopClock {

  /** Nanoseconds since an arbitrary origin; never less than before. */
  long nanos();

  /** The system's monotonic clock, with its origin near the start of the program. */
  static LoopClock system() {
    return SystemClock.INSTANCE;
  }
}
