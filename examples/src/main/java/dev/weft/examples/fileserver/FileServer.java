package dev.weft.examples.fileserver;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Listens, and gives each connection a task of its own. All of it runs on the loop's thread. */
final class FileServer {

  private final FileResponder files;
  private final AccessLog log;
  private final Limits limits;
  private final Set<HttpConnection> connections = new HashSet<>();
  private final AsyncEvent stopping = new AsyncEvent();

  /** A server of {@code folder} that is not running yet. */
  FileServer(Folder folder, AccessLog log, Limits limits) {
    this.files = new FileResponder(folder);
    this.log = log;
    this.limits = limits;
  }

  /**
   * Serves until {@link #stop}, and then what it is about to send.
   *
   * @param patience how long it goes on sending
   * @param listening is told where it listens, when it does
   * @throws IOException if the address cannot be listened on
   */
  @Async
  Coroutine<Void> serve(
      ServerOptions address, Duration patience, Consumer<List<SocketAddress>> listening)
      throws IOException {
    try (Server server = Await.of(Net.startServer(this::serve, address.limit(limits.line())))) {
      listening.accept(server.addresses());
      Await.of(stopping.await());
      server.close();
      Set.copyOf(connections).forEach(HttpConnection::stop);
      try {
        Await.of(Weft.waitFor(server.waitClosed(), patience));
      } catch (TimeoutException e) {
        server.abortClients();
      }
    }
    return Coroutine.done();
  }

  /** Makes {@link #serve} end. Does not suspend. */
  void stop() {
    stopping.set();
  }

  @Async
  private Coroutine<Void> serve(StreamReader reader, StreamWriter writer) {
    HttpConnection connection = new HttpConnection(reader, writer, files, log, limits);
    connections.add(connection);
    try {
      Await.of(connection.serve());
    } finally {
      connections.remove(connection);
    }
    return Coroutine.done();
  }
}
