package dev.weft;

import java.time.Duration;

/** A callback that a loop was asked to call at a certain time, so that it can be cancelled. */
public interface TimerHandle extends Handle {

  /** When the call is due, on the clock of {@link EventLoop#time()}. */
  Duration when();
}
