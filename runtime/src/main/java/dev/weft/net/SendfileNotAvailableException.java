package dev.weft.net;

/**
 * A file was to be sent by the system itself, without a fallback, over a transport that cannot do
 * that: one with TLS, say. Nothing was sent. asyncio's {@code SendfileNotAvailableError}.
 */
public class SendfileNotAvailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a message that says why. */
  public SendfileNotAvailableException(String message) {
    super(message);
  }
}
