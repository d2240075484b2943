package dev.weft.testing;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What one direction of a connection in memory is like, or of the way between two hosts of a {@link
 * FakeNetwork}. Begin with {@link #standard} and change what differs; objects do not change.
 *
 * <pre>{@code
 * LinkOptions slow = LinkOptions.standard().withMaxSegment(1).withLatency(Duration.ofMillis(200));
 * }</pre>
 */
public final class LinkOptions implements Cloneable {

  private static final int KIB = 1024;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private Duration latency = Duration.ZERO;
  private Duration jitter = Duration.ZERO;
  private long bandwidth;
  private int maxSegment = 64 * KIB;
  private boolean randomSegments;
  private int capacity = 128 * KIB;
  private long resetAfter = -1;
  private double loss;
  private double duplication;

  private LinkOptions() {}

  private LinkOptions with(Consumer<LinkOptions> change) {
    try {
      LinkOptions changed = (LinkOptions) clone();
      change.accept(changed);
      return changed;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * No latency, no limit of bandwidth, pieces of up to 64 KiB, a capacity of 128 KiB, and nothing
   * is reset, lost or duplicated.
   */
  public static LinkOptions standard() {
    return new LinkOptions();
  }

  // ---- time ----

  /**
   * These options with another latency: how long each byte is under way, at least.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public LinkOptions withLatency(Duration latency) {
    requireNotNegative(latency, "latency");
    return with(options -> options.latency = latency);
  }

  /** How long each byte is under way, at least. */
  public Duration latency() {
    return latency;
  }

  /**
   * These options with another jitter: by how much longer something may be under way, at random.
   * The bytes of a connection keep their order; datagrams overtake each other.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public LinkOptions withJitter(Duration jitter) {
    requireNotNegative(jitter, "jitter");
    return with(options -> options.jitter = jitter);
  }

  /** By how much longer something may be under way. */
  public Duration jitter() {
    return jitter;
  }

  /**
   * These options with another bandwidth, which everything on the link shares.
   *
   * @param bytesPerSecond 1 or more; 0 for no limit
   * @throws IllegalArgumentException if it is negative
   */
  public LinkOptions withBandwidth(long bytesPerSecond) {
    require(bytesPerSecond >= 0, "bandwidth must be >= 0: " + bytesPerSecond);
    return with(options -> options.bandwidth = bytesPerSecond);
  }

  /** How many bytes are sent in a second; 0 for no limit. */
  public long bandwidth() {
    return bandwidth;
  }

  // ---- the bytes of connections ----

  /**
   * These options with pieces of at most {@code bytes} bytes: no more is received at once. With 1,
   * all data comes in single bytes.
   *
   * @throws IllegalArgumentException unless it is 1 or more
   */
  public LinkOptions withMaxSegment(int bytes) {
    require(bytes >= 1, "maxSegment must be >= 1: " + bytes);
    return with(options -> options.maxSegment = bytes);
  }

  /**
   * These options with pieces of random sizes, up to {@code maxSegment} bytes.
   *
   * @throws IllegalArgumentException unless it is 1 or more
   */
  public LinkOptions withRandomSegments(int maxSegment) {
    return withMaxSegment(maxSegment).with(options -> options.randomSegments = true);
  }

  /** The size of the largest piece that is received at once. */
  public int maxSegment() {
    return maxSegment;
  }

  /** Whether pieces are of random sizes up to the largest, or as large as can be. */
  public boolean randomSegments() {
    return randomSegments;
  }

  /**
   * These options with another capacity: how many bytes of a connection may be under way, or wait
   * to be received, before a writer's data stays in its transport. A small one makes writers wait
   * for slow readers.
   *
   * @throws IllegalArgumentException unless it is 1 or more
   */
  public LinkOptions withCapacity(int bytes) {
    require(bytes >= 1, "capacity must be >= 1: " + bytes);
    return with(options -> options.capacity = bytes);
  }

  /** How many bytes of a connection may be under way, or wait to be received. */
  public int capacity() {
    return capacity;
  }

  /**
   * These options with a reset of each connection when it has sent this many bytes: they arrive,
   * and then both ends find it reset.
   *
   * @param bytes 0 or more; -1 for no reset
   * @throws IllegalArgumentException if it is less
   */
  public LinkOptions withResetAfter(long bytes) {
    require(bytes >= -1, "resetAfter must be >= -1: " + bytes);
    return with(options -> options.resetAfter = bytes);
  }

  /** When a connection is reset, in bytes; -1 for never. */
  public long resetAfter() {
    return resetAfter;
  }

  // ---- datagrams ----

  /**
   * These options with another loss: how likely a datagram does not arrive, from 0 to 1. The bytes
   * of connections always do.
   *
   * @throws IllegalArgumentException if it is no probability
   */
  public LinkOptions withLoss(double probability) {
    requireProbability(probability);
    return with(options -> options.loss = probability);
  }

  /** How likely a datagram is lost. */
  public double loss() {
    return loss;
  }

  /**
   * These options with another duplication: how likely a datagram arrives twice, from 0 to 1.
   *
   * @throws IllegalArgumentException if it is no probability
   */
  public LinkOptions withDuplication(double probability) {
    requireProbability(probability);
    return with(options -> options.duplication = probability);
  }

  /** How likely a datagram arrives twice. */
  public double duplication() {
    return duplication;
  }

  // ---- what they come to ----

  /** How long something is under way, once it is sent. */
  long delayNanos(Random random) {
    long most = jitter.toNanos();
    return latency.toNanos() + (most == 0 ? 0 : random.nextLong(most + 1));
  }

  /** How long it takes to send {@code bytes} bytes. */
  long sendingNanos(int bytes) {
    return bandwidth == 0 ? 0 : bytes * NANOS_PER_SECOND / bandwidth;
  }

  /** How large the next piece may be. */
  int nextSegment(Random random) {
    return randomSegments ? 1 + random.nextInt(maxSegment) : maxSegment;
  }

  /** How much of {@code size} bytes a connection may still send that has sent {@code sent}. */
  int beforeReset(int size, long sent) {
    return resetAfter < 0 ? size : (int) Math.max(0, Math.min(size, resetAfter - sent));
  }

  private static void requireNotNegative(Duration duration, String name) {
    require(!duration.isNegative(), name + " must not be negative: " + duration);
  }

  private static void requireProbability(double probability) {
    require(probability >= 0 && probability <= 1, "must be from 0 to 1: " + probability);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  @Override
  public String toString() {
    return ("<LinkOptions latency=%s jitter=%s bandwidth=%d maxSegment=%d%s capacity=%d"
            + " resetAfter=%d loss=%s duplication=%s>")
        .formatted(
            latency,
            jitter,
            bandwidth,
            maxSegment,
            randomSegments ? " random" : "",
            capacity,
            resetAfter,
            loss,
            duplication);
  }
}
