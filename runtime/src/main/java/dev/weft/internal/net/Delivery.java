package dev.weft.internal.net;

import dev.weft.net.BufferedProtocol;
import dev.weft.net.Protocol;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Transport;
import java.nio.ByteBuffer;

/**
 * Gives data that is in a buffer already to a transport's protocol. A {@link BufferedProtocol}
 * takes it in pieces and may stop reading between two of them: what is left then is kept.
 */
final class Delivery {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Transport transport;
  private ByteBuffer rest = NOTHING;

  Delivery(Transport transport) {
    this.transport = transport;
  }

  /** Whether something is left, to be given with {@link #goOn}. */
  boolean isPending() {
    return rest.hasRemaining();
  }

  /** Gives {@code data}, which is lent for the call. Nothing is left from before. */
  void give(ByteBuffer data) {
    giveWhileReading(data);
    if (data.hasRemaining()) {
      rest = ByteBuffer.allocate(data.remaining()).put(data).flip();
    }
  }

  /** Gives what is left: the transport is reading again. */
  void goOn() {
    giveWhileReading(rest);
  }

  private void giveWhileReading(ByteBuffer data) {
    StreamProtocol protocol = transport.getProtocol();
    if (protocol instanceof Protocol plain) {
      plain.dataReceived(data);
      data.position(data.limit());
      return;
    }
    while (data.hasRemaining() && transport.isReading()) {
      fill((BufferedProtocol) protocol, data);
    }
  }

  private static void fill(BufferedProtocol buffered, ByteBuffer data) {
    ByteBuffer target = ProtocolCalls.buffer(buffered, data.remaining());
    int size = Math.min(target.remaining(), data.remaining());
    target.put(data.slice(data.position(), size));
    data.position(data.position() + size);
    buffered.bufferUpdated(size);
  }
}
