package dev.weft.net;

import java.nio.ByteBuffer;

/**
 * The user's end of a connection. asyncio's {@code Protocol}.
 *
 * <pre>{@code
 * class Echo implements Protocol {
 *   private Transport transport;
 *
 *   public void connectionMade(Transport transport) {
 *     this.transport = transport;
 *   }
 *
 *   public void dataReceived(ByteBuffer data) {
 *     transport.write(data);
 *   }
 * }
 * }</pre>
 */
public interface Protocol extends StreamProtocol {

  /**
   * Data has come: one byte or more, in pieces that need not be those in which it was sent.
   *
   * @param data what has come, from its position to its limit; lent for the time of this call,
   *     since the loop reads into the same memory again: copy what is needed later
   */
  void dataReceived(ByteBuffer data);
}
