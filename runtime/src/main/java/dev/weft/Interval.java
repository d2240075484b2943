package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.internal.loop.Nanos;
import java.time.Duration;

/**
 * Ticks at a steady rate.
 *
 * <pre>{@code
 * Interval seconds = new Interval(Duration.ofSeconds(1), MissedTicks.SKIP);
 * for (int i = 0; i < 3; i++) {
 *   Await.of(seconds.tick()); // the first one at once
 *   log.add("at " + loop.time().toSeconds());
 * }
 * }</pre>
 *
 * <p>One task uses it. A task that is cancelled while it waits has missed no tick.
 */
public final class Interval {

  private final EventLoop loop = EventLoop.running();
  private final Duration period;
  private final MissedTicks missed;
  private Duration next = loop.time();

  /**
   * An interval of the running loop, whose first tick is now.
   *
   * @param period how far ticks are apart
   * @throws IllegalArgumentException if {@code period} is zero or negative
   */
  public Interval(Duration period, MissedTicks missed) {
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("an interval needs a positive period, not " + period);
    }
    this.period = period;
    this.missed = missed;
  }

  /** Waits for the next tick. Gives the time at which it was due, on {@link EventLoop#time}. */
  @Async
  public Coroutine<Duration> tick() {
    Duration due = next;
    Duration wait = due.minus(loop.time());
    if (!wait.isZero() && !wait.isNegative()) {
      Await.of(Weft.sleep(wait));
    }
    next = after(due, loop.time());
    return Coroutine.of(due);
  }

  private Duration after(Duration due, Duration now) {
    return switch (missed) {
      case BURST -> Nanos.after(due, period);
      case DELAY -> Nanos.after(now, period);
      case SKIP -> Nanos.after(due, period.multipliedBy(1 + now.minus(due).dividedBy(period)));
    };
  }
}
