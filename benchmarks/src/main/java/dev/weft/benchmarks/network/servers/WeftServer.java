package dev.weft.benchmarks.network.servers;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.benchmarks.network.Certificate;
import dev.weft.benchmarks.network.EchoServer;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.TlsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.IntConsumer;

/** Weft's servers of connections, which differ in what becomes of a connection. */
abstract class WeftServer implements EchoServer {

  private static final ServerOptions ANY_PORT = ServerOptions.on("127.0.0.1", 0);

  /** Listens. */
  abstract Coroutine<Server> listen(ServerOptions options) throws IOException;

  @Override
  public void serve(IntConsumer listening) throws IOException {
    Weft.run(serve(ANY_PORT, listening));
  }

  @Override
  public void serveTls(Certificate certificate, IntConsumer listening) throws Exception {
    TlsOptions tls = TlsOptions.of(certificate.context());
    Weft.run(serve(ANY_PORT.tls(tls), listening));
  }

  @Async
  private Coroutine<Void> serve(ServerOptions options, IntConsumer listening) throws IOException {
    try (Server server = Await.of(listen(options))) {
      listening.accept(((InetSocketAddress) server.addresses().get(0)).getPort());
      Await.of(server.serveForever());
    }
    return Coroutine.done();
  }
}
