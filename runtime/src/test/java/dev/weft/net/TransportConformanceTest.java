package dev.weft.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import dev.weft.testing.MemoryTransport;
import dev.weft.testing.TransportConformance;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Weft's own transports do what every transport must do. */
@Timeout(120)
class TransportConformanceTest {

  @Nested
  class Tcp extends SocketConformance {

    @Override
    ServerOptions listen() {
      return ServerOptions.on("127.0.0.1", 0);
    }

    @Override
    ConnectOptions to(Server server) {
      return ConnectOptions.to("127.0.0.1", port(server));
    }
  }

  @Nested
  class Unix extends SocketConformance {

    @TempDir Path folder;

    @Override
    ServerOptions listen() {
      return ServerOptions.onUnix(folder.resolve("socket"));
    }

    @Override
    ConnectOptions to(Server server) {
      return ConnectOptions.toUnix(folder.resolve("socket"));
    }
  }

  @Nested
  @Tag("slow")
  class Tls extends SocketConformance {

    @Override
    ServerOptions listen() {
      return ServerOptions.on("127.0.0.1", 0).tls(TlsOptions.of(TestCertificates.server()));
    }

    @Override
    ConnectOptions to(Server server) {
      return ConnectOptions.to("127.0.0.1", port(server))
          .tls(TlsOptions.of(TestCertificates.client()).serverHostName("localhost"));
    }
  }

  @Nested
  @Tag("slow")
  class TlsOverMemory extends TransportConformance {

    @Async
    @Override
    protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) throws Exception {
      TlsOptions accepting = TlsOptions.of(TestCertificates.server());
      TlsOptions connecting = TlsOptions.of(TestCertificates.client()).serverHostName("localhost");
      MemoryTransport.Pair pair = MemoryTransport.pair(new Unheard(), new Unheard());
      Await.of(Weft.sleep(Duration.ZERO));
      Task<Transport> accepted =
          Weft.createTask(() -> Net.startTls(pair.second(), server, accepting, true));
      Transport connected = Await.of(Net.startTls(pair.first(), client, connecting, false));
      client.connectionMade(connected);
      server.connectionMade(Await.of(accepted));
      return Coroutine.done();
    }
  }

  /** Only there until TLS is. */
  private static final class Unheard implements Protocol {
    @Override
    public void dataReceived(ByteBuffer data) {
      throw new IllegalStateException("data before TLS");
    }
  }

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }
}
