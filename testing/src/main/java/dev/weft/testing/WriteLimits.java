package dev.weft.testing;

import dev.weft.net.WriteTransport.WriteBufferLimits;

/** Decides when a protocol must stop and go on writing. */
final class WriteLimits {

  private WriteBufferLimits limits = WriteBufferLimits.STANDARD;
  private boolean paused;

  WriteBufferLimits limits() {
    return limits;
  }

  void setLimits(WriteBufferLimits limits) {
    this.limits = limits;
  }

  /** Whether the protocol must be told to stop, now that {@code size} bytes are waiting. */
  boolean crossedHigh(int size) {
    boolean crossed = !paused && size > limits.high();
    paused |= crossed;
    return crossed;
  }

  /** Whether the protocol must be told to go on, now that {@code size} bytes are waiting. */
  boolean crossedLow(int size) {
    boolean crossed = paused && size <= limits.low();
    paused &= !crossed;
    return crossed;
  }
}
