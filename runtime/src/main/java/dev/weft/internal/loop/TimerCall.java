package dev.weft.internal.loop;

import dev.weft.Context;
import dev.weft.TimerHandle;
import java.time.Duration;

/** A callback that a loop will call at a certain time. */
final class TimerCall extends CallHandle implements TimerHandle, Alarm {

  private final long deadlineNanos;
  private final long sequence;
  private boolean pending = true; // in the heap; loop thread only

  TimerCall(RunLoop loop, long deadlineNanos, long sequence, Runnable callback, Context context) {
    super(loop, callback, context);
    this.deadlineNanos = deadlineNanos;
    this.sequence = sequence;
  }

  @Override
  public void fired() {
    pending = false;
  }

  @Override
  public void cancel() {
    boolean waste = pending && !isCancelled();
    super.cancel();
    if (waste) {
      loop.timerCancelled();
    }
  }

  @Override
  public Duration when() {
    return Duration.ofNanos(deadlineNanos);
  }

  @Override
  public long deadlineNanos() {
    return deadlineNanos;
  }

  @Override
  public long sequence() {
    return sequence;
  }
}
