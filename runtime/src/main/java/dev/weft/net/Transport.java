package dev.weft.net;

import java.net.SocketAddress;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection: bytes both ways, in order. asyncio's {@code Transport}.
 *
 * <p>Made by {@link Net#createConnection} and its like, and given to the protocol's {@link
 * StreamProtocol#connectionMade connectionMade}. May be implemented by others, on top of another
 * transport for example.
 */
public interface Transport extends ReadTransport, WriteTransport {

  /** The protocol that hears of what happens. */
  @Override
  StreamProtocol getProtocol();

  /** The address of the other end; null if it is not known. Known after the end too. */
  default @Nullable SocketAddress peerAddress() {
    return (SocketAddress) getExtraInfo("peername");
  }

  /** The address of this end; null if it is not known. Known after the end too. */
  default @Nullable SocketAddress localAddress() {
    return (SocketAddress) getExtraInfo("sockname");
  }

  /** What TLS has agreed on; null without TLS. */
  default @Nullable SSLSession tlsSession() {
    return null;
  }
}
