package dev.weft.net;

import java.nio.ByteBuffer;

/** A transport that sends. */
public interface WriteTransport extends BaseTransport {

  /**
   * When writers are told to stop and to go on.
   *
   * @param low how many bytes may wait to be sent for the protocol's {@code resumeWriting} to be
   *     called
   * @param high how many bytes may wait to be sent before its {@code pauseWriting} is called
   */
  record WriteBufferLimits(int low, int high) {

    /** 16 and 64 KiB. */
    public static final WriteBufferLimits STANDARD = new WriteBufferLimits(16 * 1024, 64 * 1024);

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException unless {@code 0 <= low <= high}
     */
    public WriteBufferLimits {
      if (low < 0 || high < low) {
        throw new IllegalArgumentException(
            "high (" + high + ") must be >= low (" + low + ") must be >= 0");
      }
    }

    /**
     * Limits with the given high one and a quarter of it for the low one. With zero, writers stop
     * whenever anything is waiting.
     */
    public static WriteBufferLimits ofHigh(int high) {
      return new WriteBufferLimits(high / 4, high);
    }
  }

  /**
   * Sends the buffer's remaining bytes: at once as far as the system takes them, the rest later.
   * Never blocks, whatever is waiting; see {@link BaseProtocol#pauseWriting} for how not to write
   * too much.
   *
   * <p>On return nothing remains in the buffer, and it is the caller's again, to change or reuse:
   * what is left to send was copied. After the connection was lost, data is dropped.
   *
   * @throws IllegalStateException after {@link #writeEof}, or while a file is being sent
   */
  void write(ByteBuffer data);

  /** Sends {@code data}; see {@link #write(ByteBuffer)}. */
  default void write(byte[] data) {
    write(ByteBuffer.wrap(data));
  }

  /** Sends all of {@code data}, in order and together; see {@link #write(ByteBuffer)}. */
  void writeLines(Iterable<ByteBuffer> data);

  /**
   * Says that nothing more is to be sent: the peer finds the end after all that was written. What
   * it sends is still received. A second call has no effect.
   *
   * @throws UnsupportedOperationException if {@link #canWriteEof} is false
   */
  void writeEof();

  /** Whether {@link #writeEof} is possible: not with TLS, say. */
  boolean canWriteEof();

  /**
   * Closes the transport at once and drops what is waiting to be sent. The protocol's {@link
   * BaseProtocol#connectionLost connectionLost} is called with null, in the next pass.
   */
  void abort();

  /** How many bytes are waiting to be sent. */
  int getWriteBufferSize();

  /** When writers are told to stop and to go on. */
  WriteBufferLimits getWriteBufferLimits();

  /**
   * Changes when writers are told to stop and to go on. If more is waiting than the new limits
   * allow, they are told to stop now.
   */
  void setWriteBufferLimits(WriteBufferLimits limits);
}
