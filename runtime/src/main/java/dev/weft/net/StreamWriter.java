package dev.weft.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends to the peer, one step after the other. asyncio's {@code StreamWriter}; made by {@link
 * Net#openConnection} and {@link Net#startServer}.
 *
 * <p>Writing never suspends; {@link #drain} does, while too much is waiting to be sent. So write,
 * and then drain:
 *
 * <pre>{@code
 * writer.write(chunk);
 * Await.of(writer.drain());
 * }</pre>
 */
public final class StreamWriter implements AutoCloseable {

  private Transport transport; // another one after startTls(); loop thread only
  private final StreamReader reader;
  private final StreamReaderProtocol protocol;

  StreamWriter(Transport transport, StreamReader reader, StreamReaderProtocol protocol) {
    this.transport = transport;
    this.reader = reader;
    this.protocol = protocol;
  }

  /** The transport beneath. */
  public Transport transport() {
    return transport;
  }

  // ---- writing ----

  /**
   * Sends {@code data}: at once as far as the system takes it, the rest later. Nothing is sent, and
   * nothing thrown, once the connection is lost; {@link #drain} tells.
   *
   * @throws IllegalStateException after {@link #writeEof}, or while a file is being sent
   */
  public void write(byte[] data) {
    transport.write(data);
  }

  /**
   * Sends the buffer's remaining bytes; see {@link #write(byte[])}. On return nothing remains in
   * it, and it may be reused.
   */
  public void write(ByteBuffer data) {
    transport.write(data);
  }

  /** Sends {@code text} in UTF-8; see {@link #write(byte[])}. Adds no line feed. */
  public void write(String text) {
    transport.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends all of {@code data}, in order; see {@link #write(ByteBuffer)}. Adds no line feeds. */
  public void writeLines(Iterable<ByteBuffer> data) {
    transport.writeLines(data);
  }

  /**
   * Waits until it is reasonable to write more: suspends only if more than the transport's high
   * limit is waiting to be sent, until no more than the low limit is. A task that always drains
   * after writing keeps little in memory, however slow the peer.
   *
   * @throws IOException if the connection is lost
   */
  public Coroutine<@Nullable Void> drain() throws IOException {
    boolean nothingToWaitFor = !transport.isClosing() && protocol.mayWrite();
    return nothingToWaitFor ? Coroutine.done() : awaitDrain();
  }

  @Async
  private Coroutine<@Nullable Void> awaitDrain() throws IOException {
    if (transport.isClosing()) {
      // Let the end of the connection be told, or a task that writes and drains would never see it
      Await.of(Weft.sleep(Duration.ZERO));
    }
    Await.of(protocol.awaitDrain(transport));
    return Coroutine.done();
  }

  /**
   * Says that nothing more is to be sent; the peer reads the end after all that was written. What
   * it sends can still be read.
   *
   * @throws UnsupportedOperationException if {@link #canWriteEof} is false
   */
  public void writeEof() {
    transport.writeEof();
  }

  /** Whether {@link #writeEof} is possible: not with TLS, say. */
  public boolean canWriteEof() {
    return transport.canWriteEof();
  }

  // ---- TLS ----

  /**
   * Continues with TLS: sends what is waiting, and then both sides agree on keys. From then on the
   * streams read and write through it. Suspends until that is done.
   *
   * <p>On the side that connected, the certificate is checked against the host that was connected
   * to, unless the options name another. asyncio's {@code StreamWriter.start_tls}.
   *
   * @throws javax.net.ssl.SSLException if TLS cannot be agreed on, or data has come already that
   *     was not encrypted; the connection is closed in the first case
   * @throws IOException if the connection is lost
   * @throws IllegalArgumentException if there is no name to check the certificate against
   */
  @Async
  public Coroutine<@Nullable Void> startTls(TlsOptions options) throws IOException {
    Await.of(drain());
    transport = Await.of(protocol.startTls(transport, options));
    return Coroutine.done();
  }

  // ---- the end ----

  /**
   * Closes the connection, when what was written is sent; {@link #waitClosed} waits for it. A
   * second call has no effect. Does not suspend.
   */
  @Override
  public void close() {
    transport.close();
  }

  /** Whether the connection is closing or closed. */
  public boolean isClosing() {
    return transport.isClosing();
  }

  /**
   * Waits until the connection is closed: after {@link #close}, until all is sent. To cancel it
   * changes nothing.
   *
   * @throws IOException if the connection was lost instead
   */
  public Coroutine<@Nullable Void> waitClosed() throws IOException {
    return protocol.awaitClosed();
  }

  // ---- about the connection ----

  /** The address of the other end; null if it is not known. */
  public @Nullable SocketAddress peerAddress() {
    return transport.peerAddress();
  }

  /** The address of this end; null if it is not known. */
  public @Nullable SocketAddress localAddress() {
    return transport.localAddress();
  }

  /** What is known about the connection; see {@link BaseTransport#getExtraInfo(String)}. */
  public @Nullable Object getExtraInfo(String name) {
    return transport.getExtraInfo(name);
  }

  @Override
  public String toString() {
    return "<StreamWriter transport=" + transport + " reader=" + reader + ">";
  }
}
