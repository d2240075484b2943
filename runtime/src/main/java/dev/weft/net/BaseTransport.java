package dev.weft.net;

import org.jspecify.annotations.Nullable;

/**
 * A channel of communication that a loop serves, with the {@link BaseProtocol} at its end.
 *
 * <p>Only the thread of its loop may call a transport's methods. None of them suspends or blocks,
 * and none calls the protocol's {@code connectionLost}: that happens in a later pass.
 */
public interface BaseTransport {

  /**
   * Closes the transport: nothing is received any more, what was written is still sent, and then
   * the protocol's {@link BaseProtocol#connectionLost connectionLost} is called with null. A second
   * call has no effect.
   */
  void close();

  /** Whether the transport is closing or closed. */
  boolean isClosing();

  /** The protocol that hears of what happens. */
  BaseProtocol getProtocol();

  /**
   * Makes another protocol hear of what happens from now on. Its {@code connectionMade} is not
   * called.
   *
   * @throws IllegalArgumentException if it is of a kind that this transport cannot serve
   */
  void setProtocol(BaseProtocol protocol);

  /**
   * What is known about the transport, under asyncio's names: {@code peername} and {@code sockname}
   * are {@code SocketAddress}es, {@code socket} is the channel; with TLS {@code sslcontext}, {@code
   * ssl_object}, {@code peercert} and {@code cipher}. Known after the end too.
   *
   * @return null if it is not known
   */
  default @Nullable Object getExtraInfo(String name) {
    return getExtraInfo(name, null);
  }

  /** What is known about the transport under {@code name}, or else {@code defaultValue}. */
  @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue);
}
