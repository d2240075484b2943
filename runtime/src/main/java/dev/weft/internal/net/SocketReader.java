package dev.weft.internal.net;

import dev.weft.internal.io.IoBuffers;
import dev.weft.net.BufferedProtocol;
import dev.weft.net.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Reads a socket for its transport: once per event, into the loop's buffer or the protocol's own.
 * What is left makes the next poll find the channel ready again.
 */
final class SocketReader {

  private final SocketTransport transport;
  private final SocketChannel channel;
  private final IoBuffers buffers;

  SocketReader(SocketTransport transport, SocketChannel channel, IoBuffers buffers) {
    this.transport = transport;
    this.channel = channel;
    this.buffers = buffers;
  }

  /** The channel can be read. It may have been found ready before the transport stopped reading. */
  void readReady() {
    if (!transport.isReading()) {
      return;
    }
    if (transport.getProtocol() instanceof Protocol plain) {
      receive(plain);
    } else {
      receive((BufferedProtocol) transport.getProtocol());
    }
  }

  private void receive(Protocol plain) {
    ByteBuffer data = buffers.read();
    int count = read(data);
    if (count > 0) {
      try {
        plain.dataReceived(data.flip());
      } catch (Throwable failure) {
        transport.fail(failure, "dataReceived");
      }
    } else if (count < 0) {
      transport.eofReceived();
    }
  }

  private void receive(BufferedProtocol buffered) {
    ByteBuffer target;
    try {
      target = ProtocolCalls.buffer(buffered, -1);
    } catch (Throwable failure) {
      transport.fail(failure, "getBuffer");
      return;
    }
    int count = target.isDirect() ? read(target) : readToHeap(target);
    if (count > 0) {
      try {
        buffered.bufferUpdated(count);
      } catch (Throwable failure) {
        transport.fail(failure, "bufferUpdated");
      }
    } else if (count < 0) {
      transport.eofReceived();
    }
  }

  /** The JDK would do the same, in a buffer of its own that it keeps for the thread. */
  private int readToHeap(ByteBuffer target) {
    ByteBuffer data = buffers.read();
    data.limit(Math.min(data.capacity(), target.remaining()));
    int count = read(data);
    target.put(data.flip());
    return count;
  }

  /** Reads once; 0 also after a failure, which has been dealt with. */
  private int read(ByteBuffer target) {
    try {
      return channel.read(target);
    } catch (IOException failure) {
      transport.fail(failure);
      return 0;
    }
  }
}
