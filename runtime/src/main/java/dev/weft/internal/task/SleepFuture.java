package dev.weft.internal.task;

import dev.weft.Context;
import dev.weft.internal.loop.Alarm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A future that is done at a certain time: its own timer, so that a sleep costs one object. */
final class SleepFuture extends LoopFuture<@Nullable Void> implements Alarm {

  private final long deadlineNanos;
  private final long sequence;
  private boolean pending = true; // in the heap; loop thread only

  SleepFuture(TaskLoop loop, long deadlineNanos, long sequence) {
    super(loop);
    this.deadlineNanos = deadlineNanos;
    this.sequence = sequence;
  }

  @Override
  public void fired() {
    pending = false;
  }

  @Override
  public void run() {
    if (!isDone()) {
      complete(null);
    }
  }

  @Override
  public boolean cancel(@Nullable String message) {
    boolean cancelled = super.cancel(message);
    if (cancelled && pending) {
      loop.sleepCancelled();
    }
    return cancelled;
  }

  @Override
  public @Nullable Context runsIn() {
    return null;
  }

  @Override
  public long deadlineNanos() {
    return deadlineNanos;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public String toString() {
    Duration left = Duration.ofNanos(deadlineNanos).minus(loop.time());
    return "<Sleep of " + left + " more " + describeState() + ">";
  }
}
