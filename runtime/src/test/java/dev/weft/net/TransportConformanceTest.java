package dev.weft.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import dev.weft.testing.LinkOptions;
import dev.weft.testing.MemoryTransport;
import dev.weft.testing.TestLoop;
import dev.weft.testing.TestOptions;
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

  /** Over a fake network: what is beneath the socket is bad, and the same each time. */
  abstract static class Fake extends SocketConformance {

    abstract LinkOptions links();

    Long seed() {
      return null;
    }

    @Override
    protected TestLoop newLoop() {
      TestLoop loop = new TestLoop(TestOptions.standard().withSeed(seed()));
      loop.fakeNetwork().addHosts("server").setLinks(links());
      return loop;
    }

    @Override
    ServerOptions listen() {
      return ServerOptions.on("server", 80);
    }

    @Override
    ConnectOptions to(Server server) {
      return ConnectOptions.to("server", 80);
    }
  }

  @Nested
  class FakeTcp extends Fake {
    @Override
    LinkOptions links() {
      return LinkOptions.standard();
    }
  }

  @Nested
  class FakeTcpInSingleBytes extends Fake {
    @Override
    LinkOptions links() {
      return LinkOptions.standard().withMaxSegment(1).withCapacity(5_000);
    }

    @Override
    protected int largeAmount() {
      return 20_000;
    }
  }

  @Nested
  class FakeTcpSlowAndShuffled extends Fake {
    @Override
    LinkOptions links() {
      return LinkOptions.standard()
          .withLatency(Duration.ofMillis(50))
          .withJitter(Duration.ofMillis(30))
          .withRandomSegments(10_000);
    }

    @Override
    Long seed() {
      return 7L;
    }
  }

  @Nested
  @Tag("slow")
  class FakeTls extends Fake {
    @Override
    LinkOptions links() {
      return LinkOptions.standard().withRandomSegments(10_000);
    }

    @Override
    ServerOptions listen() {
      return super.listen().tls(TlsOptions.of(TestCertificates.server()));
    }

    @Override
    ConnectOptions to(Server server) {
      return super.to(server)
          .tls(TlsOptions.of(TestCertificates.client()).serverHostName("localhost"));
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
