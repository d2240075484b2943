package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A protocol of a server that throws, in any of its methods: it is reported once, costs its own
 * connection, and the server serves the next client.
 */
@Tag("slow")
@Timeout(60)
class ThrowingProtocolTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** More than the system takes at once, so that writing has to pause. */
  private static final int MUCH = 20 << 20;

  private final List<Throwable> reported = new ArrayList<>();

  /** Thrown by the protocols. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static Stream<Arguments> methods() {
    return Stream.of(
            "connectionMade",
            "dataReceived",
            "eofReceived",
            "connectionLost",
            "pauseWriting",
            "resumeWriting",
            "getBuffer",
            "emptyBuffer",
            "bufferUpdated")
        .flatMap(method -> Stream.of(Arguments.of(method, false), Arguments.of(method, true)));
  }

  /** What both kinds of protocol do: write much when asked to, and throw where they should. */
  private abstract static class Throwing implements StreamProtocol {
    private final @Nullable String method;
    final AsyncFuture<Void> lost = EventLoop.running().createFuture();
    Transport transport;

    Throwing(@Nullable String method) {
      this.method = method;
    }

    void in(String called) {
      if (called.equals(method)) {
        throw new Broken();
      }
    }

    boolean is(String called) {
      return called.equals(method);
    }

    void got(ByteBuffer data) {
      boolean fills = is("pauseWriting") || is("resumeWriting");
      transport.write(fills ? ByteBuffer.allocate(MUCH) : data);
    }

    @Override
    public void connectionMade(Transport made) {
      transport = made;
      in("connectionMade");
    }

    @Override
    public boolean eofReceived() {
      in("eofReceived");
      return false;
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
      lost.setResult(null);
      in("connectionLost");
    }

    @Override
    public void pauseWriting() {
      in("pauseWriting");
    }

    @Override
    public void resumeWriting() {
      in("resumeWriting");
    }
  }

  private static final class Plain extends Throwing implements Protocol {
    Plain(@Nullable String method) {
      super(method);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      in("dataReceived");
      got(data);
    }
  }

  private static final class Buffered extends Throwing implements BufferedProtocol {
    private final ByteBuffer buffer = ByteBuffer.allocate(1000);

    Buffered(@Nullable String method) {
      super(method);
    }

    @Override
    public ByteBuffer getBuffer(int sizeHint) {
      in("getBuffer");
      return is("emptyBuffer") ? ByteBuffer.allocate(0) : buffer.clear();
    }

    @Override
    public void bufferUpdated(int size) {
      in("bufferUpdated");
      got(buffer.flip());
    }
  }

  @ParameterizedTest(name = "{0}, TLS: {1}")
  @MethodSource("methods")
  void protocolThatThrows_costsItsConnectionOnly(String method, boolean tls) throws Exception {
    int size = method.equals("resumeWriting") ? MUCH : 1;
    boolean isBuffered = method.contains("uffer");
    List<Throwing> served = new ArrayList<>();
    Supplier<Throwing> factory =
        () -> {
          String throwing = served.isEmpty() ? method : null; // the first one only
          served.add(isBuffered ? new Buffered(throwing) : new Plain(throwing));
          return served.get(served.size() - 1);
        };
    ServerOptions plain = ServerOptions.on("127.0.0.1", 0);
    ServerOptions options = tls ? plain.tls(TlsOptions.of(TestCertificates.server())) : plain;
    Weft.run(
        () -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> reported.add(context.exception()));
          try (Server server = Await.of(Net.createServer(factory, options))) {
            Await.of(Weft.waitFor(provoke(port(server), tls, size), LIMIT));
            assertEquals("hello", Await.of(Weft.waitFor(ask(port(server), tls), LIMIT)));
            server.close();
            Await.of(Weft.waitFor(server.waitClosed(), LIMIT));
            assertEquals(1, Weft.allTasks().size(), () -> Weft.allTasks().toString());
          }
          return Coroutine.done();
        });
    assertEquals(1, reported.size(), reported::toString);
    Class<?> expected = method.equals("emptyBuffer") ? IllegalStateException.class : Broken.class;
    assertEquals(expected, reported.get(0).getClass());
  }

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  @Async
  private static Coroutine<Streams> connect(int port, boolean tls) throws IOException {
    ConnectOptions plain = ConnectOptions.to("127.0.0.1", port);
    TlsOptions client = TlsOptions.of(TestCertificates.client()).serverHostName("localhost");
    return Coroutine.of(Await.of(Net.openConnection(tls ? plain.tls(client) : plain)));
  }

  /** Makes every method be called; that of resuming only if {@code size} is much. */
  @Async
  private static Coroutine<Void> provoke(int port, boolean tls, int size) {
    try (Streams streams = Await.of(connect(port, tls))) {
      streams.writer().write("hello\n");
      Await.of(streams.reader().readExactly(size));
      streams.close();
      Await.of(streams.writer().waitClosed());
    } catch (IOException broken) {
      // it costs this connection
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<String> ask(int port, boolean tls) throws IOException {
    try (Streams streams = Await.of(connect(port, tls))) {
      streams.writer().write("hello\n");
      return Coroutine.of(Await.of(streams.reader().readLine()));
    }
  }
}
