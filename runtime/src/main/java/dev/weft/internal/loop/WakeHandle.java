package dev.weft.internal.loop;

import dev.weft.Context;

/**
 * What the poller hands on for a channel that a task waits for. Since waking a task runs nothing,
 * the loop does it at once: the task runs in the same pass, before another poll could find the
 * channel ready for what the task is about to read.
 */
final class WakeHandle extends CallHandle {

  private final Side side;

  WakeHandle(RunLoop loop, Side side) {
    super(loop, side, Context.empty());
    this.side = side;
  }

  /** Wakes who waits. Returns whether anybody did; else this is to be run. */
  boolean wake() {
    return !isCancelled() && side.wake();
  }
}
