package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.Context;
import dev.weft.Handle;
import dev.weft.internal.loop.ChannelOwner;
import dev.weft.internal.loop.Channels;
import dev.weft.internal.loop.Log;
import dev.weft.internal.loop.RunLoop;
import dev.weft.net.BaseProtocol;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Transport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection over a TCP or Unix domain socket. */
public final class SocketTransport implements Transport, ChannelOwner {

  /*
   * Overview.
   *
   *   new ──start()──▶ open ──close(), or the peer's end──▶ flushing ──all is sent──▶ lost
   *                      └──abort(), or a failure──────────────────────────────────────▶ lost
   *
   * closing is true from flushing on: nothing is received any more. losses is 0 until lost, when
   * the call of connectionLost is scheduled, once; each write after that adds one.
   *
   * Receiving. The read handle, of the SocketReader, is set while isReading().
   *
   * Sending. What the SocketWriter cannot write at once is waiting in it, and it calls writeReady()
   * until that is sent. What becomes of the end, of either side, comes after that.
   */

  /** How many writes are dropped without a word after the connection is lost. asyncio's number. */
  private static final int SILENT_LOSSES = 5;

  private final RunLoop loop;
  private final Channels channels;
  private final SocketChannel channel;
  private final Context context; // in which the protocol is called
  private final Runnable whenLost;
  private final @Nullable SocketAddress peerAddress;
  private final @Nullable SocketAddress localAddress;
  private final Handle readHandle;
  private final SocketWriter writer;
  private final WriteFlow flow;
  private StreamProtocol protocol;
  private boolean started; // connectionMade was called
  private boolean paused;
  private boolean eofReceived;
  private boolean eofWritten;
  private boolean closing;
  private boolean sendingFile;
  private @Nullable AsyncFuture<@Nullable Void> room; // what the sender of a file awaits
  private int losses;

  /**
   * A transport that has not started.
   *
   * @param channel connected, in non-blocking mode; the transport's from now on
   * @param whenLost called when the connection has ended
   */
  public SocketTransport(
      RunLoop loop, SocketChannel channel, StreamProtocol protocol, Runnable whenLost)
      throws IOException {
    this.loop = loop;
    this.channels = loop.channels();
    this.channel = channel;
    this.protocol = ProtocolCalls.requireServed(protocol);
    this.whenLost = whenLost;
    this.context = Context.copyOfCurrent();
    this.peerAddress = channel.getRemoteAddress();
    this.localAddress = channel.getLocalAddress();
    var reader = new SocketReader(this, channel, channels.buffers());
    this.readHandle = channels.handle(reader::readReady, context);
    this.writer = new SocketWriter(this, channel, channels, context);
    this.flow = new WriteFlow(loop, this);
    if (peerAddress instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    channels.claim(channel, this);
  }

  // ---- the beginning ----

  /**
   * In the next pass calls {@code connectionMade}, then starts reading, then completes {@code
   * made}.
   */
  public void start(@Nullable AsyncFuture<@Nullable Void> made) {
    loop.callSoon(() -> begin(made), context);
  }

  private void begin(@Nullable AsyncFuture<@Nullable Void> made) {
    if (!closing) {
      started = true;
      try {
        protocol.connectionMade(this);
      } catch (Throwable failure) {
        fail(failure, "connectionMade");
      }
      readIfReading();
    }
    if (made != null && !made.isDone()) {
      made.setResult(null);
    }
  }

  // ---- receiving ----

  @Override
  public boolean isReading() {
    return !paused && !closing && !eofReceived;
  }

  @Override
  public void pauseReading() {
    if (isReading()) {
      paused = true;
      channels.onReadable(channel, null);
    }
  }

  @Override
  public void resumeReading() {
    if (paused) {
      paused = false;
      readIfReading();
    }
  }

  private void readIfReading() {
    if (started && isReading()) {
      channels.onReadable(channel, readHandle);
    }
  }

  /** The peer sends nothing more. */
  void eofReceived() {
    eofReceived = true;
    channels.onReadable(channel, null);
    boolean keepOpen = false;
    try {
      keepOpen = protocol.eofReceived();
    } catch (Throwable failure) {
      fail(failure, "eofReceived");
    }
    if (!keepOpen) {
      close();
    }
  }

  // ---- sending ----

  @Override
  public void write(ByteBuffer data) {
    requireWritable();
    if (losses == 0) {
      writer.write(data);
    }
    if (losses > 0) {
      drop(List.of(data));
    }
    flow.grown(writer.size());
  }

  @Override
  public void writeLines(Iterable<ByteBuffer> data) {
    requireWritable();
    List<ByteBuffer> all = new ArrayList<>();
    data.forEach(all::add); // first: it may be code that writes, from the same buffer
    if (losses == 0) {
      writer.write(all);
    }
    if (losses > 0) {
      drop(all);
    }
    flow.grown(writer.size()); // now: the protocol may write when it is told to pause
  }

  private void requireWritable() {
    if (sendingFile) {
      throw new IllegalStateException("sendfile is in progress: await it before you write");
    }
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after writeEof()");
    }
  }

  private void drop(List<ByteBuffer> data) {
    data.forEach(each -> each.position(each.limit()));
    if (++losses > SILENT_LOSSES) {
      Log.logger()
          .log(Level.WARNING, "write() on a lost connection, the data is dropped: {0}", this);
    }
  }

  /** The system has room for what is waiting. */
  void writeReady() {
    if (losses == 0) {
      writer.flush();
    }
    if (losses == 0) {
      flow.shrunk(writer.size()); // may write more
    }
    if (losses == 0 && writer.isEmpty()) {
      writer.stop();
      allSent();
    }
  }

  private void allSent() {
    if (sendingFile) {
      giveRoom();
    } else if (closing) {
      lose(null);
    } else if (eofWritten) {
      shutDownOutput();
    }
  }

  @Override
  public void writeEof() {
    if (closing || eofWritten) {
      return;
    }
    eofWritten = true;
    if (writer.isEmpty() && !sendingFile) {
      shutDownOutput();
    }
  }

  private void shutDownOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException failure) {
      fail(failure);
    }
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public int getWriteBufferSize() {
    return writer.size();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return flow.limits();
  }

  @Override
  public void setWriteBufferLimits(WriteBufferLimits limits) {
    flow.setLimits(limits, writer.size());
  }

  // ---- sending files ----

  /** Begins to send a file, behind what is waiting; nothing else can be written until its end. */
  SocketChannel beginFile() {
    requireWritable();
    if (closing) {
      throw new IllegalStateException("cannot send a file: the transport is closing: " + this);
    }
    sendingFile = true;
    return channel;
  }

  /** A future that is done when all that was waiting is sent, and the system has room for more. */
  AsyncFuture<@Nullable Void> room() {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    room = future;
    if (losses > 0) {
      future.setException(new SocketException("the connection to " + peerAddress + " is closed"));
    } else {
      writer.awaitRoom();
    }
    return future;
  }

  private void giveRoom() {
    AsyncFuture<@Nullable Void> future = room;
    room = null;
    if (future != null && !future.isDone()) {
      future.setResult(null);
    }
  }

  /** Ends the sending of a file; what was said meanwhile, close or the end of data, comes now. */
  void endFile() {
    sendingFile = false;
    room = null;
    if (losses == 0 && writer.isEmpty()) {
      writer.stop();
      allSent();
    }
  }

  // ---- the end ----

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    stopReading();
    if (writer.isEmpty() && !sendingFile) {
      lose(null);
    }
  }

  @Override
  public void abort() {
    lose(null);
  }

  private void stopReading() {
    closing = true;
    channels.onReadable(channel, null);
  }

  /** Reports what a method of the protocol threw, and ends the connection. */
  void fail(Throwable failure, String method) {
    ProtocolCalls.reportFatal(loop, this, method, failure);
    lose(failure);
  }

  /** Ends the connection, which has failed. Returns the failure with the peer's name. */
  IOException fail(IOException failure) {
    IOException named = NamedFailures.ofPeer(failure, peerAddress);
    lose(named);
    return named;
  }

  private void lose(@Nullable Throwable cause) {
    if (losses > 0) {
      return;
    }
    losses = 1;
    writer.clear();
    if (room != null && !room.isDone()) {
      room.setException(
          new SocketException("the connection to " + peerAddress + " was closed meanwhile"));
    }
    stopReading();
    writer.stop();
    loop.callSoon(() -> lost(cause), context);
  }

  private void lost(@Nullable Throwable cause) {
    try {
      if (started) {
        protocol.connectionLost(cause);
      }
    } finally {
      channels.release(channel);
      closeChannel();
      whenLost.run();
    }
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      Log.logger().log(Level.DEBUG, "closing a socket has failed", e);
    }
  }

  @Override
  public void loopClosed() {
    closing = true;
    losses = 1;
    closeChannel();
  }

  // ---- about the connection ----

  @Override
  public StreamProtocol getProtocol() {
    return protocol;
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    this.protocol = ProtocolCalls.requireServed(protocol);
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
    return "<SocketTransport "
        + localAddress
        + " -> "
        + peerAddress
        + (closing ? losses > 0 ? " closed" : " closing" : "")
        + (writer.isEmpty() ? "" : " waiting=" + writer.size())
        + ">";
  }
}
