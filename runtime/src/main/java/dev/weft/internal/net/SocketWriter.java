package dev.weft.internal.net;

import dev.weft.Context;
import dev.weft.Handle;
import dev.weft.internal.loop.Channels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a socket for its transport: at once what the system takes, and the rest, which is
 * copied, when it has room again. A failure ends the connection.
 */
final class SocketWriter {

  private final SocketTransport transport;
  private final SocketChannel channel;
  private final Channels channels;
  private final Context context; // in which the transport is told of room
  private final WriteQueue waiting = new WriteQueue();
  private @Nullable Handle handle; // made when first needed

  SocketWriter(
      SocketTransport transport, SocketChannel channel, Channels channels, Context context) {
    this.transport = transport;
    this.channel = channel;
    this.channels = channels;
    this.context = context;
  }

  /** How many bytes are waiting. */
  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Drops what is waiting. */
  void clear() {
    waiting.clear();
  }

  /** Writes what remains in {@code data}, of which nothing remains then unless that fails. */
  void write(ByteBuffer data) {
    try {
      send(data);
    } catch (IOException failure) {
      transport.fail(failure);
    }
  }

  /** Writes all of {@code data}, in few and large pieces. */
  void write(List<ByteBuffer> data) {
    try {
      sendTogether(data);
    } catch (IOException failure) {
      transport.fail(failure);
    }
  }

  /** Writes what is waiting, as far as the system takes it. */
  void flush() {
    try {
      waiting.writeTo(channel, channels.buffers().write());
    } catch (IOException failure) {
      transport.fail(failure);
    }
  }

  private void send(ByteBuffer data) throws IOException {
    if (waiting.isEmpty() && data.hasRemaining()) {
      sendNow(data);
    }
    if (data.hasRemaining()) {
      waiting.add(data);
      awaitRoom();
    }
  }

  private void sendTogether(List<ByteBuffer> data) throws IOException {
    ByteBuffer together = channels.buffers().write();
    for (ByteBuffer each : data) {
      if (each.remaining() <= together.remaining()) {
        together.put(each);
      } else {
        send(together.flip());
        send(each);
        together.clear();
      }
    }
    send(together.flip());
  }

  /** Writes what the system takes: all, or less if it has no more room. */
  private void sendNow(ByteBuffer data) throws IOException {
    if (data.isDirect()) {
      channel.write(data);
      return;
    }
    boolean room = true;
    while (room && data.hasRemaining()) {
      ByteBuffer staging = channels.buffers().write();
      int count = Math.min(data.remaining(), staging.capacity());
      staging.put(0, data, data.position(), count).limit(count);
      int written = channel.write(staging);
      data.position(data.position() + written);
      room = written == count;
    }
  }

  /** Has the transport told whenever the system has room. */
  void awaitRoom() {
    if (handle == null) {
      handle = channels.handle(transport::writeReady, context);
    }
    channels.onWritable(channel, handle);
  }

  /** Has nobody told of room any more. */
  void stop() {
    channels.onWritable(channel, null);
  }
}
