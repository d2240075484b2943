package dev.weft.net;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.internal.net.Connector;
import dev.weft.internal.net.DatagramOpener;
import dev.weft.internal.net.FileSender;
import dev.weft.internal.net.ListeningServer;
import dev.weft.internal.net.Names;
import dev.weft.internal.net.Pipes;
import dev.weft.internal.net.TlsProtocol;
import dev.weft.internal.tls.TlsEngines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Where connections and servers come from: asyncio's {@code create_connection}, {@code
 * open_connection} and their like.
 *
 * <pre>{@code
 * StreamHandler echo =
 *     (reader, writer) -> {
 *       for (String line; (line = Await.of(reader.readLine())) != null; ) {
 *         writer.write(line + "\n");
 *         Await.of(writer.drain());
 *       }
 *       writer.close();
 *       return Coroutine.done();
 *     };
 * try (Server server = Await.of(Net.startServer(echo, ServerOptions.on("localhost", port)))) {
 *   Await.of(server.serveForever());
 * }
 * }</pre>
 *
 * <p>All of them need a running loop. Nothing here blocks; what returns a coroutine suspends while
 * names are looked up and connections are made. To cancel it closes what was opened.
 */
public final class Net {

  private Net() {}

  // ---- connections ----

  /** Connects to a TCP port; see {@link #createConnection(Supplier, ConnectOptions)}. */
  public static <P extends StreamProtocol> Coroutine<Connection<P>> createConnection(
      Supplier<? extends P> protocolFactory, String host, int port) throws IOException {
    return createConnection(protocolFactory, ConnectOptions.to(host, port));
  }

  /**
   * Connects, and couples the connection to a protocol. When the connection is made, {@code
   * protocolFactory} is called once, and the protocol's {@link StreamProtocol#connectionMade
   * connectionMade}; then the coroutine returns both.
   *
   * <p>TCP connections have {@code TCP_NODELAY} set.
   *
   * @param protocolFactory makes the protocol, or gives one that was made before: a {@link
   *     Protocol} or a {@link BufferedProtocol}
   * @throws java.net.UnknownHostException at the await, if the host has no address
   * @throws java.net.ConnectException at the await, if no address can be connected to; it is the
   *     failure of the first, with those of the others {@linkplain Throwable#getSuppressed
   *     suppressed}
   * @throws java.net.BindException at the await, if the local address cannot be used
   * @throws IllegalArgumentException at the await, if options do not go together
   */
  public static <P extends StreamProtocol> Coroutine<Connection<P>> createConnection(
      Supplier<? extends P> protocolFactory, ConnectOptions options) throws IOException {
    return Connector.connect(protocolFactory, options);
  }

  /** Connects to a Unix domain socket; see {@link #createConnection(Supplier, ConnectOptions)}. */
  public static <P extends StreamProtocol> Coroutine<Connection<P>> createUnixConnection(
      Supplier<? extends P> protocolFactory, Path path) throws IOException {
    return createConnection(protocolFactory, ConnectOptions.toUnix(path));
  }

  /**
   * Couples a connection that was accepted elsewhere to a protocol, as a server does with those
   * that it accepts. The socket becomes the transport's, which puts it into non-blocking mode.
   *
   * @throws IllegalArgumentException at the await, if the socket is not connected
   */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectAcceptedSocket(
      Supplier<? extends P> protocolFactory, SocketChannel socket) throws IOException {
    Connector.adopt(socket);
    return Coroutine.of(Await.of(Connector.couple(protocolFactory, socket)));
  }

  /**
   * Couples a connection that was accepted elsewhere to a protocol, with TLS, whose server this
   * side is; otherwise as {@link #connectAcceptedSocket(Supplier, SocketChannel)}.
   *
   * @throws javax.net.ssl.SSLException at the await, if TLS cannot be agreed on
   */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectAcceptedSocket(
      Supplier<? extends P> protocolFactory, SocketChannel socket, TlsOptions tls)
      throws IOException {
    SSLEngine engine = TlsEngines.server(tls);
    Connector.adopt(socket);
    return Coroutine.of(Await.of(Connector.coupleWithTls(protocolFactory, socket, engine, tls)));
  }

  /**
   * Continues a connection with TLS. Suspends until both sides have agreed on keys. The protocol's
   * {@code connectionMade} is not called again: it goes on with the transport that this returns,
   * and must not use the old one any more. asyncio's {@code start_tls}.
   *
   * <p>What was written before is sent before. What the peer sent before it had an answer that it
   * may begin has come without encryption, perhaps from somebody else: protocols must not trust it.
   *
   * @param protocol what goes on: the transport's protocol, or another one
   * @param options on the side that connected, with the name of the server
   * @param serverSide whether this is the side that was connected to
   * @return the transport to be used from now on
   * @throws javax.net.ssl.SSLException at the await, if TLS cannot be agreed on; the connection is
   *     closed then
   * @throws IllegalArgumentException if there is no name to check the certificate against
   * @throws IllegalStateException if the transport is closing
   */
  @Async
  public static Coroutine<Transport> startTls(
      Transport transport, StreamProtocol protocol, TlsOptions options, boolean serverSide)
      throws IOException {
    SSLEngine engine =
        serverSide ? TlsEngines.server(options) : TlsEngines.client(options, null, -1);
    if (transport.isClosing()) {
      throw new IllegalStateException("startTls() on a transport that is closing: " + transport);
    }
    EventLoop loop = EventLoop.running();
    AsyncFuture<Transport> ready = loop.createFuture();
    TlsProtocol tls = new TlsProtocol(loop, engine, options, protocol, ready, true);
    transport.setProtocol(tls);
    transport.resumeReading();
    boolean ended = !transport.isReading();
    tls.connectionMade(transport);
    if (ended) {
      tls.eofReceived(); // the old protocol was told, not this one
    }
    return Coroutine.of(Await.of(tls.handshake()));
  }

  // ---- files ----

  /**
   * Sends all of {@code file}; see {@link #sendfile(Transport, FileChannel, long, Long, boolean)}.
   */
  public static Coroutine<Long> sendfile(Transport transport, FileChannel file) throws IOException {
    return sendfile(transport, file, 0, null, true);
  }

  /**
   * Sends a file, behind what was written before. Suspends until the system has all of it; nothing
   * may be written meanwhile, and reading is paused. Over a socket the system copies the file
   * itself; over other transports, TLS say, it is read and written block by block. asyncio's {@code
   * sendfile}.
   *
   * <p>However it ends, the file's position is then behind what was sent. To cancel it leaves the
   * connection open, with a part of the file sent.
   *
   * @param file open for reading; not to be changed meanwhile
   * @param offset where to begin, 0 or more
   * @param count how many bytes, positive; null for all up to the file's end, where it stops anyway
   * @param fallback whether block by block will do
   * @return how many bytes were sent
   * @throws IOException at the await, if the file cannot be read or the connection is lost
   * @throws SendfileNotAvailableException at the await, if only block by block is possible and
   *     {@code fallback} is false
   * @throws IllegalArgumentException at the await, if an argument is out of range or the file is
   *     not open for reading
   * @throws IllegalStateException at the await, if the transport is closing or sends a file already
   */
  public static Coroutine<Long> sendfile(
      Transport transport, FileChannel file, long offset, @Nullable Long count, boolean fallback)
      throws IOException {
    return FileSender.send(transport, file, offset, count, fallback);
  }

  // ---- servers ----

  /** Listens on a TCP port; see {@link #createServer(Supplier, ServerOptions)}. */
  public static Coroutine<Server> createServer(
      Supplier<? extends StreamProtocol> protocolFactory, String host, int port)
      throws IOException {
    return createServer(protocolFactory, ServerOptions.on(host, port));
  }

  /**
   * Listens for connections, and couples each to a protocol of its own. A factory that fails is
   * reported to the loop's exception handler and costs its connection; the server goes on.
   *
   * <p>TCP connections have {@code TCP_NODELAY} set.
   *
   * @param protocolFactory makes a protocol per connection: a {@link Protocol} or a {@link
   *     BufferedProtocol}
   * @throws java.net.UnknownHostException at the await, if a host has no address
   * @throws java.net.BindException at the await, if an address cannot be listened on; then the
   *     server listens on none
   * @throws IllegalArgumentException at the await, if options do not go together
   */
  public static Coroutine<Server> createServer(
      Supplier<? extends StreamProtocol> protocolFactory, ServerOptions options)
      throws IOException {
    return ListeningServer.open(protocolFactory, options);
  }

  /** Listens on a Unix domain socket; see {@link #createServer(Supplier, ServerOptions)}. */
  public static Coroutine<Server> createUnixServer(
      Supplier<? extends StreamProtocol> protocolFactory, Path path) throws IOException {
    return createServer(protocolFactory, ServerOptions.onUnix(path));
  }

  // ---- streams ----

  /** Connects to a TCP port; see {@link #openConnection(ConnectOptions)}. */
  public static Coroutine<Streams> openConnection(String host, int port) throws IOException {
    return openConnection(ConnectOptions.to(host, port));
  }

  /** Connects, to read and write in linear code. Throws as {@link #createConnection} does. */
  @Async
  public static Coroutine<Streams> openConnection(ConnectOptions options) throws IOException {
    return Coroutine.of(
        Await.of(
                createConnection(
                    () -> new StreamReaderProtocol(options.limit(), options.host()), options))
            .protocol()
            .streams());
  }

  /** Connects to a Unix domain socket; see {@link #openConnection(ConnectOptions)}. */
  public static Coroutine<Streams> openUnixConnection(Path path) throws IOException {
    return openConnection(ConnectOptions.toUnix(path));
  }

  /**
   * Reads and writes in linear code over a connection that exists, of whatever transport: from now
   * on the streams hear of it instead of its protocol. Goes on reading if it was paused. Does not
   * suspend. What asyncio's {@code StreamReaderProtocol} is public for.
   *
   * <p>The writer's {@code startTls} takes the side that connected; for the other one call {@link
   * #startTls(Transport, StreamProtocol, TlsOptions, boolean) startTls} first, and this with the
   * transport that it returns.
   *
   * @param transport open, and its protocol's {@code connectionMade} has been called
   * @throws IllegalStateException if the transport is closing
   */
  public static Streams streams(Transport transport) {
    if (transport.isClosing()) {
      throw new IllegalStateException("streams() on a transport that is closing: " + transport);
    }
    String serverHost = null; // whoever connected knows it
    StreamReaderProtocol protocol =
        new StreamReaderProtocol(StreamReader.DEFAULT_LIMIT, serverHost);
    transport.setProtocol(protocol);
    protocol.connectionMade(transport);
    transport.resumeReading();
    return protocol.streams();
  }

  /** Listens on a TCP port; see {@link #startServer(StreamHandler, ServerOptions)}. */
  public static Coroutine<Server> startServer(StreamHandler handler, String host, int port)
      throws IOException {
    return startServer(handler, ServerOptions.on(host, port));
  }

  /**
   * Listens for connections, and runs {@code handler} for each, in a task of its own. A handler
   * that fails is reported to the loop's exception handler, and its connection is closed. Throws as
   * {@link #createServer} does.
   */
  public static Coroutine<Server> startServer(StreamHandler handler, ServerOptions options)
      throws IOException {
    return createServer(
        () -> new StreamReaderProtocol(options.limit(), streams -> serve(handler, streams)),
        options);
  }

  /** Listens on a Unix domain socket; see {@link #startServer(StreamHandler, ServerOptions)}. */
  public static Coroutine<Server> startUnixServer(StreamHandler handler, Path path)
      throws IOException {
    return startServer(handler, ServerOptions.onUnix(path));
  }

  private static void serve(StreamHandler handler, Streams streams) {
    Task<?> task =
        EventLoop.running().createTask(() -> handler.handle(streams.reader(), streams.writer()));
    task.addDoneCallback(done -> closeIfFailed(done, streams));
  }

  private static void closeIfFailed(AsyncFuture<?> handling, Streams streams) {
    if (handling.isCancelled()) {
      streams.close();
    } else if (handling.exception() != null) {
      handling
          .loop()
          .callExceptionHandler(
              new ExceptionContext("Unhandled exception in a stream handler", handling.exception())
                  .with("transport", streams.writer().transport()));
      streams.close();
    }
  }

  // ---- datagrams ----

  /**
   * Opens a datagram socket, and couples it to a protocol: {@code protocolFactory} is called once,
   * and the protocol's {@link DatagramProtocol#connectionMade connectionMade}; then the coroutine
   * returns both. asyncio's {@code create_datagram_endpoint}.
   *
   * @throws java.net.UnknownHostException at the await, if a host has no address
   * @throws java.net.BindException at the await, if the local address cannot be used
   * @throws IllegalArgumentException at the await, if options do not go together
   */
  public static <P extends DatagramProtocol> Coroutine<DatagramEndpoint<P>> createDatagramEndpoint(
      Supplier<? extends P> protocolFactory, DatagramOptions options) throws IOException {
    return DatagramOpener.open(protocolFactory, options);
  }

  // ---- pipes ----

  /**
   * Reads from a pipe, which becomes the transport's and is put into non-blocking mode. At its end
   * the protocol's {@code eofReceived} and {@code connectionLost} are called. asyncio's {@code
   * connect_read_pipe}.
   *
   * @return the protocol and a transport that only reads
   */
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectReadPipe(
      Supplier<? extends P> protocolFactory, Pipe.SourceChannel pipe) throws IOException {
    return Pipes.connectReader(protocolFactory, pipe);
  }

  /**
   * Reads from a stream that blocks, {@code System.in} say: a thread reads a block at a time, and
   * the next when the protocol has had it. Otherwise as {@link #connectReadPipe(Supplier,
   * Pipe.SourceChannel)}.
   */
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectReadPipe(
      Supplier<? extends P> protocolFactory, InputStream stream) throws IOException {
    return Pipes.connectReader(protocolFactory, stream);
  }

  /**
   * Writes to a pipe, which becomes the transport's and is put into non-blocking mode. That the
   * reader is gone is found out by writing. asyncio's {@code connect_write_pipe}.
   *
   * @return the protocol and a transport that only writes; its {@code writeEof} closes it
   */
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectWritePipe(
      Supplier<? extends P> protocolFactory, Pipe.SinkChannel pipe) throws IOException {
    return Pipes.connectWriter(protocolFactory, pipe);
  }

  /**
   * Writes to a stream that blocks: a thread writes a block at a time. Otherwise as {@link
   * #connectWritePipe(Supplier, Pipe.SinkChannel)}.
   */
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectWritePipe(
      Supplier<? extends P> protocolFactory, OutputStream stream) throws IOException {
    return Pipes.connectWriter(protocolFactory, stream);
  }

  /**
   * A reader, in linear code, of a stream that blocks; see {@link #connectReadPipe(Supplier,
   * InputStream)}. The stream is closed at its end.
   */
  @Async
  public static Coroutine<StreamReader> openReadPipe(InputStream stream) throws IOException {
    return Coroutine.of(
        Await.of(connectReadPipe(Net::pipeProtocol, stream)).protocol().streams().reader());
  }

  /**
   * A writer, in linear code, to a stream that blocks; see {@link #connectWritePipe(Supplier,
   * OutputStream)}.
   */
  @Async
  public static Coroutine<StreamWriter> openWritePipe(OutputStream stream) throws IOException {
    return Coroutine.of(
        Await.of(connectWritePipe(Net::pipeProtocol, stream)).protocol().streams().writer());
  }

  private static StreamReaderProtocol pipeProtocol() {
    return new StreamReaderProtocol(StreamReader.DEFAULT_LIMIT, (String) null);
  }

  // ---- names ----

  /**
   * The addresses of {@code host}, the preferred one first. The loop's {@link
   * dev.weft.spi.Resolver} is asked, in the loop's default executor; addresses written as numbers
   * are read at once. To cancel it abandons the look-up, whose thread goes on.
   *
   * @param host a name or an address
   * @param port 0 to 65535; goes into the results
   * @throws java.net.UnknownHostException at the await, if there is none
   */
  public static Coroutine<List<InetSocketAddress>> getaddrinfo(String host, int port)
      throws IOException {
    return Names.resolve(host, port, null);
  }

  /**
   * The name of the host with {@code address}, and the port as text. Looked up as {@link
   * #getaddrinfo} does; for asyncio's numeric flags there are {@code getHostAddress} and {@code
   * getPort}.
   *
   * @throws java.net.UnknownHostException at the await, if the address is not resolved, and cannot
   *     be
   */
  public static Coroutine<NameInfo> getnameinfo(InetSocketAddress address) throws IOException {
    return Names.lookUp(address);
  }
}
