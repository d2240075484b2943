package dev.weft.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * The user's end of a datagram socket. asyncio's {@code DatagramProtocol}.
 *
 * <pre>{@code
 * class Reflector implements DatagramProtocol {
 *   private DatagramTransport transport;
 *
 *   public void connectionMade(DatagramTransport transport) {
 *     this.transport = transport;
 *   }
 *
 *   public void datagramReceived(ByteBuffer data, SocketAddress sender) {
 *     transport.sendTo(data, sender);
 *   }
 * }
 * }</pre>
 *
 * <p>It is coupled to a socket with
 *
 * <pre>{@code
 * DatagramEndpoint<Reflector> endpoint =
 *     Await.of(Net.createDatagramEndpoint(Reflector::new, DatagramOptions.on("localhost", port)));
 * }</pre>
 *
 * <p>What a method throws is reported to the loop's exception handler, and the transport goes on:
 * the next datagram may be somebody else's.
 */
public interface DatagramProtocol extends BaseProtocol {

  /** The socket is ready: the first call, exactly once. */
  default void connectionMade(DatagramTransport transport) {}

  /**
   * A datagram has come.
   *
   * @param data its content, from its position to its limit; lent for the time of this call: copy
   *     what is needed later
   * @param sender where it came from
   */
  void datagramReceived(ByteBuffer data, SocketAddress sender);

  /**
   * An earlier datagram could not be sent or was refused by its receiver. The transport stays open.
   */
  default void errorReceived(IOException failure) {}
}
