package dev.weft.net;

import java.io.EOFException;

/**
 * The data has ended before what was asked for was there. asyncio's {@code IncompleteReadError}.
 */
public final class IncompleteReadException extends EOFException {

  private static final long serialVersionUID = 1;

  /** The expected size of something that ends with a separator. */
  public static final int UNKNOWN = -1;

  private final byte[] partial;
  private final int expected;

  /**
   * What was there, and how much was asked for.
   *
   * @param expected in bytes; {@link #UNKNOWN} if only the end would have told
   */
  public IncompleteReadException(byte[] partial, int expected) {
    super(
        partial.length
            + " bytes read on a total of "
            + (expected == UNKNOWN ? "undefined" : expected)
            + " expected bytes: the data has ended");
    this.partial = partial.clone();
    this.expected = expected;
  }

  /** What was there before the end. It is not in the stream any more. */
  public byte[] partial() {
    return partial.clone();
  }

  /** How many bytes were asked for; {@link #UNKNOWN} if only the end would have told. */
  public int expected() {
    return expected;
  }
}
