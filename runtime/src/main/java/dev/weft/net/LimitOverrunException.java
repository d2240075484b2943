package dev.weft.net;

import java.io.IOException;

/**
 * What was to be read up to a separator is longer than the stream's limit. asyncio's {@code
 * LimitOverrunError}.
 */
public final class LimitOverrunException extends IOException {

  private static final long serialVersionUID = 1;

  private final int consumed;

  /** Says what happened, and how many bytes belong to what is too long. */
  public LimitOverrunException(String message, int consumed) {
    super(message);
    this.consumed = consumed;
  }

  /** How many bytes, of those that are there, belong to what is too long. */
  public int consumed() {
    return consumed;
  }
}
