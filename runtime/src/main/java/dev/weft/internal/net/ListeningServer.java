package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionContext;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.Failures;
import dev.weft.internal.task.TaskLoop;
import dev.weft.internal.tls.TlsEngines;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.StreamProtocol;
import dev.weft.net.TlsOptions;
import dev.weft.net.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server over one listening socket or several. */
public final class ListeningServer implements Server {

  private final TaskLoop loop = TaskLoop.running();
  private final Supplier<? extends StreamProtocol> protocolFactory;
  private final List<Listener> listeners = new ArrayList<>(); // none once closed
  private final Set<Client> clients = new LinkedHashSet<>();
  private final @Nullable TlsOptions tls;
  private final List<AsyncFuture<@Nullable Void>> waiters = new ArrayList<>(); // in waitClosed
  private final Runnable afterClose;
  private @Nullable AsyncFuture<@Nullable Void> serving; // in serveForever
  private boolean serves;
  private boolean closed;

  private ListeningServer(
      Supplier<? extends StreamProtocol> protocolFactory,
      List<ServerSocketChannel> channels,
      int backlog,
      @Nullable TlsOptions tls,
      Runnable afterClose)
      throws IOException {
    this.protocolFactory = protocolFactory;
    this.tls = tls;
    this.afterClose = afterClose;
    for (ServerSocketChannel channel : channels) {
      listeners.add(new Listener(loop, channel, backlog, this::accepted));
    }
  }

  /** Opens the sockets, and a server on them. */
  @Async
  public static Coroutine<Server> open(
      Supplier<? extends StreamProtocol> protocolFactory, ServerOptions options)
      throws IOException {
    Objects.requireNonNull(protocolFactory, "protocolFactory");
    ListeningSockets sockets = Await.of(ListeningSockets.open(options));
    ListeningServer server;
    try {
      server =
          new ListeningServer(
              protocolFactory,
              sockets.channels(),
              options.backlog(),
              options.tls(),
              sockets.afterClose());
    } catch (Throwable failure) {
      sockets.close();
      throw failure;
    }
    if (options.startServing()) {
      server.serve();
    }
    return Coroutine.of((Server) server);
  }

  // ---- connections ----

  private void accepted(SocketChannel channel) {
    try {
      channel.configureBlocking(false);
      clients.add(new Client(channel, protocolFactory.get()));
    } catch (Throwable failure) {
      Connector.closeQuietly(channel);
      if (Failures.isFatal(failure)) {
        throw Failures.<RuntimeException>sneak(failure);
      }
      loop.callExceptionHandler(
          new ExceptionContext("Error on transport creation for incoming connection", failure)
              .with("socket", channel));
    }
  }

  /** One connection: its socket, and what its protocol has for a transport. */
  private final class Client {

    final SocketTransport socket;
    final Transport transport;

    Client(SocketChannel channel, StreamProtocol protocol) throws IOException {
      if (tls == null) {
        socket = new SocketTransport(loop, channel, protocol, this::ended);
        transport = socket;
      } else {
        TlsProtocol between = tlsFor(protocol, tls);
        socket = new SocketTransport(loop, channel, between, this::ended);
        transport = between.transport();
      }
      socket.start(null);
    }

    private void ended() {
      clients.remove(this);
      wakeIfEnded();
    }
  }

  private TlsProtocol tlsFor(StreamProtocol protocol, TlsOptions options) {
    AsyncFuture<Transport> ready = loop.createFuture();
    ready.addDoneCallback(
        ListeningServer::retrieve); // a failed handshake is the client's to report
    return new TlsProtocol(loop, TlsEngines.server(options), options, protocol, ready, false);
  }

  private static void retrieve(AsyncFuture<Transport> ready) {
    if (!ready.isCancelled()) {
      ready.exception();
    }
  }

  @Override
  public void closeClients() {
    List.copyOf(clients).forEach(client -> client.transport.close());
  }

  @Override
  public void abortClients() {
    List.copyOf(clients).forEach(client -> client.socket.abort());
  }

  // ---- serving ----

  @Override
  public boolean isServing() {
    return serves && !closed;
  }

  @Async
  @Override
  public Coroutine<@Nullable Void> startServing() {
    requireOpen();
    serve();
    return Coroutine.done();
  }

  private void serve() {
    if (!serves) {
      serves = true;
      listeners.forEach(Listener::startAccepting);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the server is closed: create another one");
    }
  }

  @Async
  @Override
  public Coroutine<@Nullable Void> serveForever() {
    requireOpen();
    if (serving != null) {
      throw new IllegalStateException("serveForever() was called before: await that one");
    }
    serve();
    serving = loop.createFuture();
    try {
      Await.of(serving);
    } catch (CancelledError cancelled) {
      close();
      closeClients();
      Await.of(waitClosed());
      throw cancelled;
    }
    return Coroutine.done();
  }

  // ---- the end ----

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    listeners.forEach(Listener::close);
    listeners.clear();
    afterClose.run();
    complete(serving);
    wakeIfEnded();
  }

  @Async
  @Override
  public Coroutine<@Nullable Void> waitClosed() {
    if (!hasEnded()) {
      AsyncFuture<@Nullable Void> ended = loop.createFuture();
      waiters.add(ended);
      Await.of(ended);
    }
    return Coroutine.done();
  }

  private boolean hasEnded() {
    return closed && clients.isEmpty();
  }

  private void wakeIfEnded() {
    if (hasEnded()) {
      waiters.forEach(ListeningServer::complete);
      waiters.clear();
    }
  }

  private static void complete(@Nullable AsyncFuture<@Nullable Void> future) {
    if (future != null && !future.isDone()) {
      future.setResult(null);
    }
  }

  // ---- about the server ----

  @Override
  public List<ServerSocketChannel> sockets() {
    return listeners.stream().map(Listener::channel).toList();
  }

  @Override
  public List<SocketAddress> addresses() {
    return listeners.stream().map(Listener::address).toList();
  }

  @Override
  public String toString() {
    return "<Server addresses=" + addresses() + (closed ? " closed" : "") + ">";
  }
}
