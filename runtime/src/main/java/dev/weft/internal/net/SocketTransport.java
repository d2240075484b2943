package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.Context;
import dev.weft.Handle;
import dev.weft.internal.io.IoBuffers;
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
   * Receiving. The read handle, of a SocketReader, is set while isReading().
   *
   * Sending. write() gives the system what it takes, writeLines() in few and large pieces; the rest
   * is copied into waiting, and the write handle is set until that is empty. What becomes of the
   * end, of either side, comes after that.
   */

  /** How many writes are dropped without a word after the connection is lost. asyncio's number. */
  private static final int SILENT_LOSSES = 5;

  private final RunLoop loop;
  private final Channels channels;
  private final IoBuffers buffers;
  private final SocketChannel channel;
  private final Context context; // in which the protocol is called
  private final Runnable whenLost;
  private final @Nullable SocketAddress peerAddress;
  private final @Nullable SocketAddress localAddress;
  private final Handle readHandle;
  private final WriteFlow flow;
  private final WriteQueue waiting = new WriteQueue();
  private @Nullable Handle writeHandle; // made when first needed
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
    this.buffers = channels.buffers();
    this.channel = channel;
    this.protocol = ProtocolCalls.requireServed(protocol);
    this.whenLost = whenLost;
    this.context = Context.copyOfCurrent();
    this.peerAddress = channel.getRemoteAddress();
    this.localAddress = channel.getLocalAddress();
    var reader = new SocketReader(this, channel, buffers);
    this.readHandle = channels.handle(reader::readReady, context);
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
    sendOrDrop(data);
    flow.grown(waiting.size());
  }

  private void sendOrDrop(ByteBuffer data) {
    if (losses > 0) {
      drop(data);
    } else if (data.hasRemaining()) {
      send(data);
    }
  }

  private void send(ByteBuffer data) {
    try {
      if (waiting.isEmpty()) {
        writeNow(data);
      }
    } catch (IOException failure) {
      fail(failure);
      drop(data);
      return;
    }
    if (data.hasRemaining()) {
      waiting.add(data);
      awaitWritable();
    }
  }

  /** Writes what the system takes: all, or less if it has no more room. */
  private void writeNow(ByteBuffer data) throws IOException {
    if (data.isDirect()) {
      channel.write(data);
      return;
    }
    boolean room = true;
    while (room && data.hasRemaining()) {
      ByteBuffer staging = buffers.write();
      int count = Math.min(data.remaining(), staging.capacity());
      staging.put(0, data, data.position(), count).limit(count);
      int written = channel.write(staging);
      data.position(data.position() + written);
      room = written == count;
    }
  }

  @Override
  public void writeLines(Iterable<ByteBuffer> data) {
    requireWritable();
    List<ByteBuffer> all = new ArrayList<>();
    data.forEach(all::add); // first: it may be code that writes, from the same buffer
    ByteBuffer together = buffers.write();
    for (ByteBuffer each : all) {
      if (each.remaining() <= together.remaining()) {
        together.put(each);
      } else {
        sendOrDrop(together.flip());
        sendOrDrop(each);
        together.clear();
      }
    }
    sendOrDrop(together.flip());
    flow.grown(waiting.size()); // now: the protocol may write when it is told to pause
  }

  private void awaitWritable() {
    if (writeHandle == null) {
      writeHandle = channels.handle(this::writeReady, context);
    }
    channels.onWritable(channel, writeHandle);
  }

  private void requireWritable() {
    if (sendingFile) {
      throw new IllegalStateException("sendfile is in progress: await it before you write");
    }
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after writeEof()");
    }
  }

  private void drop(ByteBuffer data) {
    data.position(data.limit());
    if (++losses > SILENT_LOSSES) {
      Log.logger()
          .log(Level.WARNING, "write() on a lost connection, the data is dropped: {0}", this);
    }
  }

  /** Writes what is waiting as far as the system takes it. */
  private void flush() {
    try {
      waiting.writeTo(channel, buffers.write());
    } catch (IOException failure) {
      fail(failure);
    }
  }

  private void writeReady() {
    if (losses > 0) {
      return;
    }
    flush();
    if (losses == 0) {
      flow.shrunk(waiting.size()); // may write more
    }
    if (losses == 0 && waiting.isEmpty()) {
      channels.onWritable(channel, null);
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
    if (waiting.isEmpty() && !sendingFile) {
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
    return waiting.size();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return flow.limits();
  }

  @Override
  public void setWriteBufferLimits(WriteBufferLimits limits) {
    flow.setLimits(limits, waiting.size());
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
      awaitWritable();
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
    if (losses == 0 && waiting.isEmpty()) {
      channels.onWritable(channel, null);
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
    if (waiting.isEmpty() && !sendingFile) {
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
    waiting.clear();
    if (room != null && !room.isDone()) {
      room.setException(
          new SocketException("the connection to " + peerAddress + " was closed meanwhile"));
    }
    stopReading();
    channels.onWritable(channel, null);
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
        + (waiting.isEmpty() ? "" : " waiting=" + waiting.size())
        + ">";
  }
}
