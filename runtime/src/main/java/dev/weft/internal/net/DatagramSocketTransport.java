package dev.weft.internal.net;

import dev.weft.Context;
import dev.weft.Handle;
import dev.weft.internal.io.IoBuffers;
import dev.weft.internal.loop.ChannelOwner;
import dev.weft.internal.loop.Channels;
import dev.weft.internal.loop.Log;
import dev.weft.internal.loop.RunLoop;
import dev.weft.net.BaseProtocol;
import dev.weft.net.DatagramProtocol;
import dev.weft.net.DatagramTransport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A datagram socket of a loop. */
final class DatagramSocketTransport implements DatagramTransport, ChannelOwner {

  /*
   * Overview.
   *
   *   open ──close()──▶ flushing ──all is sent──▶ lost
   *     └──abort()────────────────────────────────▶ lost
   *
   * closing is true from flushing on. What the system tells of single datagrams, that one was too
   * large or that nobody received another, goes to errorReceived and ends nothing. Nor does a
   * protocol that throws: the next datagram is somebody else's.
   *
   * Several datagrams are received per event, since they come in bursts and each pass costs more
   * than a receive; but not without end, since others wait.
   */

  /** How many datagrams are received per event. libuv's number. */
  private static final int BURST = 32;

  private record Waiting(ByteBuffer data, @Nullable SocketAddress address) {}

  private final RunLoop loop;
  private final Channels channels;
  private final IoBuffers buffers;
  private final DatagramChannel channel;
  private final Context context; // in which the protocol is called
  private final @Nullable SocketAddress peerAddress;
  private final @Nullable SocketAddress localAddress;
  private final Handle readHandle;
  private final WriteFlow flow;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private @Nullable Handle writeHandle; // made when first needed
  private DatagramProtocol protocol;
  private boolean closing;
  private boolean lost;

  /**
   * A transport that has not started.
   *
   * @param channel in non-blocking mode; the transport's from now on
   */
  DatagramSocketTransport(RunLoop loop, DatagramChannel channel, DatagramProtocol protocol)
      throws IOException {
    this.loop = loop;
    this.channels = loop.channels();
    this.buffers = channels.buffers();
    this.channel = channel;
    this.protocol = protocol;
    this.context = Context.copyOfCurrent();
    this.peerAddress = channel.getRemoteAddress();
    this.localAddress = channel.getLocalAddress();
    this.readHandle = channels.handle(this::readReady, context);
    this.flow = new WriteFlow(loop, this);
    channels.claim(channel, this);
  }

  /**
   * In the next pass calls {@code connectionMade}, then starts receiving, then runs {@code made}.
   */
  void start(Runnable made) {
    loop.callSoon(
        () -> {
          if (!closing) {
            tell("connectionMade", () -> protocol.connectionMade(this));
          }
          if (!closing) {
            channels.onReadable(channel, readHandle);
          }
          made.run();
        },
        context);
  }

  // ---- receiving ----

  private void readReady() {
    for (int i = 0; i < BURST && !closing; i++) {
      if (!receive()) {
        return;
      }
    }
  }

  /** Receives one datagram, or hears of the failure of one. Returns false if there is none. */
  private boolean receive() {
    ByteBuffer data = buffers.read();
    SocketAddress sender;
    try {
      sender = channel.receive(data);
    } catch (IOException failure) {
      tell("errorReceived", () -> protocol.errorReceived(failure));
      return channel.isOpen();
    }
    if (sender == null) {
      return false;
    }
    tell("datagramReceived", () -> protocol.datagramReceived(data.flip(), sender));
    return true;
  }

  // ---- sending ----

  @Override
  public void sendTo(ByteBuffer data, @Nullable SocketAddress address) {
    requireAddressee(address);
    if (peerAddress != null && !data.hasRemaining()) {
      throw new UnsupportedOperationException(
          "the JDK cannot send an empty datagram from a connected socket: use one that is not");
    }
    if (closing) {
      Log.logger().log(Level.DEBUG, "a datagram after close() is dropped: {0}", this);
    } else if (!waiting.isEmpty() || !send(data, address)) {
      enqueue(data, address);
    }
    data.position(data.limit());
  }

  private void requireAddressee(@Nullable SocketAddress address) {
    if (peerAddress == null && address == null) {
      throw new IllegalArgumentException(
          "where to? This transport is connected to no address: give one, or connect it");
    }
    if (peerAddress != null && address != null && !peerAddress.equals(address)) {
      throw new IllegalArgumentException(
          "this transport is connected, and sends to "
              + peerAddress
              + " only, not to "
              + address
              + ": give null, or use one that is not connected");
    }
  }

  private void enqueue(ByteBuffer data, @Nullable SocketAddress address) {
    ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
    waiting.add(new Waiting(copy, address));
    waitingBytes += copy.remaining();
    if (writeHandle == null) {
      writeHandle = channels.handle(this::writeReady, context);
    }
    channels.onWritable(channel, writeHandle);
    flow.grown(waitingBytes);
  }

  /** Returns false if the system has no room for now. */
  private boolean send(ByteBuffer data, @Nullable SocketAddress address) {
    boolean empty = !data.hasRemaining();
    try {
      int sent = peerAddress != null ? channel.write(data) : channel.send(data, address);
      return sent > 0 || empty;
    } catch (IOException failure) {
      tell("errorReceived", () -> protocol.errorReceived(failure));
      return true;
    }
  }

  private void writeReady() {
    while (!waiting.isEmpty()) {
      Waiting next = waiting.peek();
      int size = next.data.remaining();
      if (!send(next.data, next.address)) {
        break;
      }
      if (lost) {
        return;
      }
      waiting.remove();
      waitingBytes -= size;
    }
    flow.shrunk(waitingBytes); // may send more
    if (waiting.isEmpty() && !lost) {
      channels.onWritable(channel, null);
      if (closing) {
        lose();
      }
    }
  }

  // ---- the end ----

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void close() {
    if (!closing) {
      stopReceiving();
      if (waiting.isEmpty()) {
        lose();
      }
    }
  }

  @Override
  public void abort() {
    lose();
  }

  private void stopReceiving() {
    closing = true;
    channels.onReadable(channel, null);
  }

  private void lose() {
    if (lost) {
      return;
    }
    lost = true;
    waiting.clear();
    waitingBytes = 0;
    stopReceiving();
    channels.onWritable(channel, null);
    loop.callSoon(this::end, context);
  }

  private void end() {
    try {
      protocol.connectionLost(null);
    } finally {
      channels.release(channel);
      Connector.closeQuietly(channel);
    }
  }

  @Override
  public void loopClosed() {
    closing = true;
    lost = true;
    Connector.closeQuietly(channel);
  }

  private void tell(String method, Runnable call) {
    ProtocolCalls.tell(loop, this, method, call);
  }

  // ---- about the transport ----

  @Override
  public DatagramProtocol getProtocol() {
    return protocol;
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    if (!(protocol instanceof DatagramProtocol datagrams)) {
      throw new IllegalArgumentException(
          protocol.getClass().getName()
              + " cannot be the protocol of a datagram socket: implement DatagramProtocol");
    }
    this.protocol = datagrams;
  }

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    Object value =
        switch (name) {
          case "peername" -> peerAddress;
          case "sockname" -> localAddress;
          case "socket" -> channel;
          default -> null;
        };
    return value != null ? value : defaultValue;
  }

  @Override
  public String toString() {
    return "<DatagramTransport "
        + localAddress
        + (peerAddress == null ? "" : " -> " + peerAddress)
        + (closing ? lost ? " closed" : " closing" : "")
        + ">";
  }
}
