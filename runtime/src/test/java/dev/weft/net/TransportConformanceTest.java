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

  private static final TlsOptions ACCEPTING = TlsOptions.of(TestCertificates.server());
  private static final TlsOptions CONNECTING =
      TlsOptions.of(TestCertificates.client()).serverHostName("localhost");

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
      return ServerOptions.on("127.0.0.1", 0).tls(ACCEPTING);
    }

    @Override
    ConnectOptions to(Server server) {
      return ConnectOptions.to("127.0.0.1", port(server)).tls(CONNECTING);
    }
  }

  /** The same with the roles exchanged: what connects answers. */
  @Nested
  class TcpAccepted extends Tcp {
    @Override
    protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) throws Exception {
      return super.connect(server, client);
    }
  }

  @Nested
  @Tag("slow")
  class TlsAccepted extends Tls {
    @Override
    protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) throws Exception {
      return super.connect(server, client);
    }
  }

  /** TLS that is begun on a connection that exists, as often as a subclass says. */
  abstract static class StartedTls extends TransportConformance {

    abstract int layers();

    @Async
    @Override
    protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) throws Exception {
      MemoryTransport.Pair pair = MemoryTransport.pair(new Unheard(), new Unheard());
      Await.of(Weft.sleep(Duration.ZERO));
      Transport connected = pair.first();
      Transport accepted = pair.second();
      for (int layer = 1; layer <= layers(); layer++) {
        boolean last = layer == layers();
        Transport beneath = accepted;
        StreamProtocol above = last ? server : new Unheard();
        Task<Transport> accepting =
            Weft.createTask(() -> Net.startTls(beneath, above, ACCEPTING, true));
        connected =
            Await.of(Net.startTls(connected, last ? client : new Unheard(), CONNECTING, false));
        accepted = Await.of(accepting);
      }
      client.connectionMade(connected);
      server.connectionMade(accepted);
      return Coroutine.done();
    }
  }

  @Nested
  @Tag("slow")
  class TlsOverMemory extends StartedTls {
    @Override
    int layers() {
      return 1;
    }
  }

  @Nested
  @Tag("slow")
  class TlsInTls extends StartedTls {
    @Override
    int layers() {
      return 2;
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
  @Tag("slow")
  class FakeTcpInSingleBytes extends Fake {
    @Override
    LinkOptions links() {
      return LinkOptions.standard().withMaxSegment(1).withCapacity(2_000);
    }

    @Override
    protected int largeAmount() {
      return 8_000;
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
      return super.listen().tls(ACCEPTING);
    }

    @Override
    ConnectOptions to(Server server) {
      return super.to(server).tls(CONNECTING);
    }
  }

  @Nested
  @Tag("slow")
  class FakeTlsSlowAndShuffled extends FakeTls {
    @Override
    LinkOptions links() {
      return super.links()
          .withLatency(Duration.ofMillis(50))
          .withJitter(Duration.ofMillis(30))
          .withCapacity(20_000);
    }

    @Override
    Long seed() {
      return 7L;
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
