package dev.weft;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A time, perhaps none, at which something happens once, and which can be moved until then. */
final class Deadline {

  private final Runnable action;
  private @Nullable Duration when;
  private @Nullable Handle timer; // while it is armed

  Deadline(@Nullable Duration when, Runnable action) {
    this.when = when;
    this.action = action;
  }

  /** The time on {@link EventLoop#time}, or null for none. */
  @Nullable Duration when() {
    return when;
  }

  /** Moves the time. */
  void set(@Nullable Duration when) {
    this.when = when;
  }

  /** Begins to wait for the time, or for the new one if it was moved. */
  void arm(EventLoop loop) {
    disarm();
    if (when != null) {
      boolean over = when.compareTo(loop.time()) <= 0;
      timer = over ? loop.callSoon(action) : loop.callAt(when, action);
    }
  }

  /** Waits no longer. */
  void disarm() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
