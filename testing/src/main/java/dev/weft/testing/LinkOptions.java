package dev.weft.testing;

import java.time.Duration;

/**
 * What one direction of a connection in memory is like. Begin with {@link #standard} and change
 * what differs.
 *
 * @param latency how long each byte is under way, at least; zero or more
 * @param jitter by how much more it may be, at random; zero or more. The order stays
 * @param maxSegment the size of the largest piece that is received at once; 1 or more. With 1, all
 *     data comes in single bytes
 * @param randomSegments whether pieces are of random sizes up to the largest, or as large as can be
 * @param capacity how many bytes may be under way, or wait to be received, before a writer's data
 *     stays in its transport; 1 or more
 * @param resetAfter the connection is reset when this many bytes were sent; -1 for never
 */
public record LinkOptions(
    Duration latency,
    Duration jitter,
    int maxSegment,
    boolean randomSegments,
    int capacity,
    long resetAfter) {

  private static final int KIB = 1024;

  /** Checks the ranges. */
  public LinkOptions {
    if (latency.isNegative() || jitter.isNegative()) {
      throw new IllegalArgumentException("latency and jitter must not be negative: " + latency);
    }
    if (maxSegment < 1 || capacity < 1 || resetAfter < -1) {
      throw new IllegalArgumentException(
          "maxSegment (%d) and capacity (%d) must be >= 1, resetAfter (%d) >= -1"
              .formatted(maxSegment, capacity, resetAfter));
    }
  }

  /** No latency, pieces of up to 64 KiB, a capacity of 128 KiB, no reset. */
  public static LinkOptions standard() {
    return new LinkOptions(Duration.ZERO, Duration.ZERO, 64 * KIB, false, 128 * KIB, -1);
  }

  /** These options with another latency. */
  public LinkOptions withLatency(Duration latency) {
    return new LinkOptions(latency, jitter, maxSegment, randomSegments, capacity, resetAfter);
  }

  /** These options with another jitter. */
  public LinkOptions withJitter(Duration jitter) {
    return new LinkOptions(latency, jitter, maxSegment, randomSegments, capacity, resetAfter);
  }

  /** These options with pieces of at most {@code maxSegment} bytes. */
  public LinkOptions withMaxSegment(int maxSegment) {
    return new LinkOptions(latency, jitter, maxSegment, randomSegments, capacity, resetAfter);
  }

  /** These options with pieces of random sizes, up to {@code maxSegment} bytes. */
  public LinkOptions withRandomSegments(int maxSegment) {
    return new LinkOptions(latency, jitter, maxSegment, true, capacity, resetAfter);
  }

  /** These options with another capacity: a small one makes writers wait for slow readers. */
  public LinkOptions withCapacity(int capacity) {
    return new LinkOptions(latency, jitter, maxSegment, randomSegments, capacity, resetAfter);
  }

  /** These options with a reset after {@code bytes} bytes; -1 for none. */
  public LinkOptions withResetAfter(long bytes) {
    return new LinkOptions(latency, jitter, maxSegment, randomSegments, capacity, bytes);
  }
}
