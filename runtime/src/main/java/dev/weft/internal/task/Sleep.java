package dev.weft.internal.task;

import dev.weft.linkage.Driver;
import dev.weft.linkage.Pause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits until a time has passed, counted from the await; with zero or less, for one pass. */
public final class Sleep<T extends @Nullable Object> extends Pause<T> {

  private final Duration delay;

  /** Sleeps for {@code delay}. */
  public Sleep(Duration delay) {
    this.delay = delay;
  }

  @Override
  protected @Nullable Object begin(Driver driver) {
    TaskLoop loop = (TaskLoop) driver.requireLoop();
    driver.suspend(delay.isZero() || delay.isNegative() ? Driver.YIELD : loop.elapsed(delay));
    return null;
  }
}
