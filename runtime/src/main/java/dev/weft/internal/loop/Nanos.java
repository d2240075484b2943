package dev.weft.internal.loop;

import java.time.Duration;

/** Nanoseconds as {@code long}, which saturate where {@link Duration} goes on. */
public final class Nanos {

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
  private static final Duration SHORTEST = Duration.ofNanos(Long.MIN_VALUE);

  private Nanos() {}

  /** The duration in nanoseconds, or the nearest {@code long}: 292 years. */
  public static long of(Duration duration) {
    if (duration.compareTo(LONGEST) >= 0) {
      return Long.MAX_VALUE;
    }
    return duration.compareTo(SHORTEST) <= 0 ? Long.MIN_VALUE : duration.toNanos();
  }

  /** The time that is {@code delay} after {@code time}, or the nearest {@code long}. */
  public static Duration after(Duration time, Duration delay) {
    return Duration.ofNanos(add(of(time), of(delay)));
  }

  /** {@code a + b}, or the nearest {@code long}. */
  public static long add(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
