package dev.weft.net;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sends and receives datagrams. asyncio's {@code DatagramTransport}. */
public interface DatagramTransport extends BaseTransport {

  /** The protocol that hears of what happens. */
  @Override
  DatagramProtocol getProtocol();

  /**
   * Sends the buffer's remaining bytes as one datagram, an empty one if none remain: at once if the
   * system takes it, or else later. On return nothing remains in the buffer, and it is the caller's
   * again.
   *
   * <p>The JDK cannot send an empty datagram from a connected socket.
   *
   * @param address where to; null for the address that the transport is connected to
   * @throws IllegalArgumentException if the transport is connected to another address, or to none
   *     and {@code address} is null
   * @throws UnsupportedOperationException if it is connected and {@code data} is empty
   */
  void sendTo(ByteBuffer data, @Nullable SocketAddress address);

  /** Closes the transport at once and drops what is waiting to be sent. */
  void abort();
}
