package dev.weft.net;

/** A transport that receives. */
public interface ReadTransport extends BaseTransport {

  /** Whether it is receiving: neither paused, nor closing, nor at the end of what there is. */
  boolean isReading();

  /**
   * Stops receiving: the protocol gets no more data until {@link #resumeReading}. Holds from the
   * moment of the call, in {@code connectionMade} too. Has no effect when it is paused or closing.
   */
  void pauseReading();

  /** Goes on receiving. Has no effect when it is not paused, or closing. */
  void resumeReading();
}
