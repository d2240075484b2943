package dev.weft.net;

/**
 * What the two kinds of protocol for connections have in common: {@link Protocol}, which is given
 * its data, and {@link BufferedProtocol}, which provides the memory for it.
 *
 * <p>The order of calls is {@code connectionMade}, any number of times data, at most once {@code
 * eofReceived}, {@code connectionLost}.
 */
public interface StreamProtocol extends BaseProtocol {

  /** There is a connection: the first call, exactly once. */
  default void connectionMade(Transport transport) {}

  /**
   * The peer has said that it sends nothing more.
   *
   * @return whether the connection stays open for writing; false closes it. With TLS it is closed
   *     in any case
   */
  default boolean eofReceived() {
    return false;
  }
}
