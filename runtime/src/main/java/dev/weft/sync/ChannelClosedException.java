package dev.weft.sync;

/**
 * An end of a channel cannot be used: it was closed, or all ends on the other side were and there
 * is nothing left to receive.
 */
public class ChannelClosedException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** An exception that says which end is closed. */
  public ChannelClosedException(String message) {
    super(message);
  }
}
