package dev.weft.net;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The protocol beneath a {@link StreamReader} and a {@link StreamWriter}. */
final class StreamReaderProtocol implements Protocol {

  private final StreamReader reader;
  private final Consumer<Streams> connected;
  private final @Nullable String serverHost; // null on the server's side, or if it has no name
  private final boolean serverSide;
  private final AsyncFuture<@Nullable Void> closed = EventLoop.running().createFuture();
  private final List<AsyncFuture<@Nullable Void>> drains = new ArrayList<>(1); // awaited
  private @Nullable Streams streams; // null before the connection is made
  private boolean paused;

  /**
   * A protocol for one connection of a client.
   *
   * @param serverHost the name of the server, if it has one
   */
  StreamReaderProtocol(int limit, @Nullable String serverHost) {
    this(limit, streams -> {}, serverHost, false);
  }

  /**
   * A protocol for one connection of a server.
   *
   * @param connected is given the streams when the connection is made
   */
  StreamReaderProtocol(int limit, Consumer<Streams> connected) {
    this(limit, connected, null, true);
  }

  private StreamReaderProtocol(
      int limit, Consumer<Streams> connected, @Nullable String serverHost, boolean serverSide) {
    this.serverHost = serverHost;
    this.serverSide = serverSide;
    this.reader = new StreamReader(limit);
    this.connected = connected;
  }

  Streams streams() {
    if (streams == null) {
      throw new IllegalStateException("the connection is not made yet");
    }
    return streams;
  }

  // ---- what the transport tells ----

  @Override
  public void connectionMade(Transport transport) {
    reader.setTransport(transport);
    Streams made = new Streams(reader, new StreamWriter(transport, reader, this));
    streams = made;
    connected.accept(made);
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    reader.feedData(data);
  }

  /** Whoever reads the end may still have something to say. */
  @Override
  public boolean eofReceived() {
    reader.feedEof();
    return true;
  }

  @Override
  public void connectionLost(@Nullable Throwable cause) {
    if (cause == null) {
      reader.feedEof();
      closed.setResult(null);
    } else {
      reader.setException(cause);
      closed.setException(cause);
      closed.exception(); // seen: the reader has it too
    }
    wakeDrains();
  }

  @Override
  public void pauseWriting() {
    paused = true;
  }

  @Override
  public void resumeWriting() {
    paused = false;
    wakeDrains();
  }

  private void wakeDrains() {
    for (AsyncFuture<@Nullable Void> drain : drains) {
      if (!drain.isDone()) {
        drain.setResult(null);
      }
    }
    drains.clear();
  }

  // ---- what the writer asks ----

  boolean mayWrite() {
    return !paused && !closed.isDone();
  }

  @Async
  Coroutine<@Nullable Void> awaitDrain(Transport transport) throws IOException {
    requireConnected(transport);
    if (paused) {
      AsyncFuture<@Nullable Void> drain = EventLoop.running().createFuture();
      drains.add(drain);
      try {
        Await.of(drain);
      } finally {
        drains.remove(drain);
      }
      throwFailure();
    }
    return Coroutine.done();
  }

  private void requireConnected(Transport transport) throws IOException {
    throwFailure();
    if (closed.isDone()) {
      throw new SocketException("the connection to " + transport.peerAddress() + " was closed");
    }
  }

  private void throwFailure() throws IOException {
    Throwable failure = reader.exception();
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure != null) {
      throw new IOException("the connection has failed", failure);
    }
  }

  /** Puts TLS between {@code transport} and this. */
  @Async
  Coroutine<Transport> startTls(Transport transport, TlsOptions options) throws IOException {
    if (reader.available() > 0) {
      throw new SSLHandshakeException(
          "startTls() with data of "
              + transport.peerAddress()
              + " that was not read: it came without encryption, perhaps from somebody else. Read"
              + " it before, if the peer may send it");
    }
    boolean named = serverSide || options.serverHostName() != null || serverHost == null;
    TlsOptions complete = named ? options : options.serverHostName(serverHost);
    Transport encrypted = Await.of(Net.startTls(transport, this, complete, serverSide));
    reader.setTransport(encrypted);
    return Coroutine.of(encrypted);
  }

  @Async
  Coroutine<@Nullable Void> awaitClosed() throws IOException {
    while (!closed.isDone()) {
      AsyncFuture<@Nullable Void> ended = EventLoop.running().createFuture();
      closed.addDoneCallback(
          done -> {
            if (!ended.isDone()) {
              ended.setResult(null);
            }
          });
      Await.of(ended);
    }
    throwFailure();
    return Coroutine.done();
  }
}
