package dev.weft.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import dev.weft.internal.tls.TestIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS over real sockets, both ends Weft's. asyncio semantics 37. */
@Timeout(60)
class TlsTest {

  private static final TlsOptions SERVER = TlsOptions.of(TestCertificates.server());
  private static final TlsOptions CLIENT = TlsOptions.of(TestCertificates.client());

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  private static ServerOptions anyPort(TlsOptions tls) {
    return ServerOptions.on("127.0.0.1", 0).tls(tls);
  }

  private static ConnectOptions to(Server server, TlsOptions tls) {
    return ConnectOptions.to("127.0.0.1", port(server)).tls(tls.serverHostName("localhost"));
  }

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    byte[] data = Await.of(reader.read(65_536));
    while (data.length > 0) {
      writer.write(data);
      Await.of(writer.drain());
      data = Await.of(reader.read(65_536));
    }
    writer.close();
    return Coroutine.done();
  }

  /** Runs {@code client} against an echo server. */
  private static <T> T withEcho(TlsOptions serverTls, AsyncFunction<Server, T, Exception> client)
      throws Exception {
    return Weft.run(
        () -> {
          try (Server server = Await.of(Net.startServer(TlsTest::echo, anyPort(serverTls)))) {
            T result = Await.of(client.apply(server));
            server.close();
            Await.of(server.waitClosed());
            return Coroutine.of(result);
          }
        });
  }

  // ---- streams ----

  /** Row F13. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void streams_echo(String version) throws Exception {
    TlsOptions client =
        CLIENT.adjustment(parameters -> parameters.setProtocols(new String[] {version}));
    withEcho(
        SERVER,
        server -> {
          try (Streams streams = Await.of(Net.openConnection(to(server, client)))) {
            streams.writer().write("hello\n");
            assertEquals("hello", Await.of(streams.reader().readLine()));
            assertEquals(version, streams.writer().transport().tlsSession().getProtocol());
            streams.close();
            Await.of(streams.writer().waitClosed());
          }
          return Coroutine.done();
        });
  }

  @Test
  void megabytesBothWays_arriveWhole() throws Exception {
    byte[] data = new byte[4 << 20];
    new Random(5).nextBytes(data);
    withEcho(
        SERVER,
        server -> {
          try (Streams streams = Await.of(Net.openConnection(to(server, CLIENT)))) {
            Task<byte[]> back = Weft.createTask(() -> streams.reader().readExactly(data.length));
            for (int from = 0; from < data.length; from += 100_000) {
              int size = Math.min(100_000, data.length - from);
              streams.writer().write(ByteBuffer.wrap(data, from, size));
              Await.of(streams.writer().drain());
            }
            assertArrayEquals(data, Await.of(back));
          }
          return Coroutine.done();
        });
  }

  /** asyncio case 73. */
  @Test
  void closeAfterAWriteOfMegabytes_loosesNothing() throws Exception {
    byte[] data = new byte[4 << 20];
    new Random(6).nextBytes(data);
    byte[] received =
        Weft.run(
            () -> {
              StreamHandler sendAndClose =
                  (reader, writer) -> {
                    writer.write(data);
                    writer.close();
                    return Coroutine.done();
                  };
              try (Server server = Await.of(Net.startServer(sendAndClose, anyPort(SERVER)));
                  Streams streams = Await.of(Net.openConnection(to(server, CLIENT)))) {
                return Coroutine.of(Await.of(streams.reader().read()));
              }
            });
    assertArrayEquals(data, received);
  }

  /** asyncio case 72. */
  @Test
  void manyClientsThatClose_giveACleanEnd() throws Exception {
    List<Throwable> reported = new ArrayList<>();
    withEcho(
        SERVER,
        server -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> reported.add(context.exception()));
          List<Coroutine<Void>> clients = new ArrayList<>();
          for (int i = 0; i < 25; i++) {
            clients.add(closeCleanly(server));
          }
          Await.of(Weft.gather(clients));
          return Coroutine.done();
        });
    assertEquals(List.of(), reported);
  }

  @Async
  private static Coroutine<Void> closeCleanly(Server server) throws IOException {
    Streams streams = Await.of(Net.openConnection(to(server, CLIENT)));
    streams.writer().write("x");
    assertEquals(1, Await.of(streams.reader().read(1)).length);
    streams.close();
    Await.of(streams.writer().waitClosed());
    return Coroutine.done();
  }

  @Test
  void applicationProtocol_isNegotiated() throws Exception {
    withEcho(
        SERVER.applicationProtocols("h2", "http/1.1"),
        server -> {
          TlsOptions client = CLIENT.applicationProtocols("http/1.1");
          try (Streams streams = Await.of(Net.openConnection(to(server, client)))) {
            SSLEngine engine = (SSLEngine) streams.writer().getExtraInfo("ssl_object");
            assertEquals("http/1.1", engine.getApplicationProtocol());
            assertNotNull(streams.writer().getExtraInfo("peercert"));
            assertNotNull(streams.writer().getExtraInfo("cipher"));
            assertEquals(client.context(), streams.writer().getExtraInfo("sslcontext"));
          }
          return Coroutine.done();
        });
  }

  // ---- who is the peer ----

  /** asyncio case 66; row F14. */
  @Test
  void unknownCertificate_failsTheConnectAndMakesNoConnectionAtTheServer() throws Exception {
    List<Object> made = new ArrayList<>();
    Weft.run(
        () -> {
          try (Server server =
              Await.of(Net.createServer(() -> new Recorder(made), anyPort(SERVER)))) {
            TlsOptions distrustful = TlsOptions.standard();
            try {
              Await.of(Net.openConnection(to(server, distrustful)));
              throw new AssertionError("not reached");
            } catch (SSLHandshakeException expected) {
              server.close();
              Await.of(server.waitClosed());
              return Coroutine.done();
            }
          }
        });
    assertEquals(List.of(), made);
  }

  private record Recorder(List<Object> calls) implements Protocol {
    @Override
    public void connectionMade(Transport transport) {
      calls.add("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      calls.add("data");
    }

    @Override
    public void connectionLost(Throwable cause) {
      calls.add("lost");
    }
  }

  /** asyncio case 67; row F16. */
  @Test
  void certificateOfAnotherHost_failsTheConnect() throws Exception {
    withEcho(
        SERVER,
        server -> {
          TlsOptions wrong = CLIENT.serverHostName("example.org");
          ConnectOptions options = ConnectOptions.to("127.0.0.1", port(server)).tls(wrong);
          try {
            Await.of(Net.openConnection(options));
            throw new AssertionError("not reached");
          } catch (SSLHandshakeException expected) {
            return Coroutine.done();
          }
        });
  }

  /** Row F17; asyncio case 37. */
  @Test
  void withoutAServerHostName_theHostIsChecked() throws Exception {
    withEcho(
        SERVER,
        server -> {
          ConnectOptions options = ConnectOptions.to("127.0.0.1", port(server)).tls(CLIENT);
          Await.of(Net.openConnection(options)).close(); // the certificate has the address too
          return Coroutine.done();
        });
  }

  /** Row F19. */
  @Test
  void withoutTheHostNameCheck_theNameDoesNotMatter() throws Exception {
    withEcho(
        SERVER,
        server -> {
          TlsOptions unchecked = CLIENT.serverHostName("example.org").noHostNameCheck();
          Await.of(Net.openConnection(ConnectOptions.to("127.0.0.1", port(server)).tls(unchecked)))
              .close();
          return Coroutine.done();
        });
  }

  /** asyncio case 36; row F18. */
  @Test
  void withoutAnyHost_theNameMustBeGiven() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Weft.run(
                    () -> Net.openConnection(ConnectOptions.toUnix(Path.of("x")).tls(CLIENT))));
    assertTrue(e.getMessage().contains("serverHostName"), e.getMessage());
  }

  // ---- failures that say what helps ----

  /** Gives the message of the failure that a client gets from a server. */
  private static String failure(TlsOptions serverTls, TlsOptions clientTls) throws Exception {
    return withEcho(
        serverTls,
        server -> {
          try (Streams streams = Await.of(Net.openConnection(to(server, clientTls)))) {
            Await.of(streams.reader().read());
            return Coroutine.of("no failure");
          } catch (SSLException e) {
            return Coroutine.of(e.getMessage());
          }
        });
  }

  private static void assertContains(String part, String whole) {
    assertTrue(whole.contains(part), whole);
  }

  @Test
  void certificateOfAnUnknownAuthority_isSaidToNeedTrust() throws Exception {
    TlsOptions stranger = TlsOptions.of(TestIdentity.trusting(TestCertificates.alice()));
    String message = failure(SERVER, stranger);
    assertContains("TLS with /127.0.0.1:", message.replace("localhost", ""));
    assertContains("trust store of the SSLContext", message);
  }

  @Test
  void expiredCertificate_isSaidToBeTooOld() throws Exception {
    TestIdentity expired = TestCertificates.expired();
    String message =
        failure(TlsOptions.of(expired.context()), TlsOptions.of(TestIdentity.trusting(expired)));
    assertContains("the peer must renew it", message);
  }

  @Test
  void otherName_isSaidToBeWrong() throws Exception {
    String message =
        withEcho(
            SERVER,
            server -> {
              ConnectOptions other =
                  ConnectOptions.to("127.0.0.1", port(server))
                      .tls(CLIENT.serverHostName("example.org"));
              try (Streams streams = Await.of(Net.openConnection(other))) {
                return Coroutine.of("no failure");
              } catch (SSLException e) {
                return Coroutine.of(e.getMessage());
              }
            });
    assertContains("TlsOptions.serverHostName", message);
  }

  @Test
  void missingCertificateOfAClient_isSaidToBeWanted() throws Exception {
    TlsOptions demanding = SERVER.clientCertificate(TlsOptions.ClientCertificate.NEEDED);
    assertContains("KeyManager", failure(demanding, CLIENT));
  }

  @Test
  void noCommonVersion_isSaid() throws Exception {
    TlsOptions old = SERVER.adjustment(p -> p.setProtocols(new String[] {"TLSv1.2"}));
    TlsOptions recent = CLIENT.adjustment(p -> p.setProtocols(new String[] {"TLSv1.3"}));
    assertContains("no version of TLS in common", failure(old, recent));
  }

  @Test
  void noCommonApplicationProtocol_isSaid() throws Exception {
    String message =
        failure(SERVER.applicationProtocols("h2"), CLIENT.applicationProtocols("http/1.1"));
    assertContains("TlsOptions.applicationProtocols", message);
  }

  /** Row F12: an HTTP server, say. */
  @Test
  void serverWithoutTls_isSaidToSpeakWithoutEncryption() throws Exception {
    StreamHandler http =
        (reader, writer) -> {
          writer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
          writer.close();
          return Coroutine.done();
        };
    String message =
        Weft.run(
            () -> {
              try (Server server = Await.of(Net.startServer(http, "127.0.0.1", 0));
                  Streams streams = Await.of(Net.openConnection(to(server, CLIENT)))) {
                return Coroutine.of("no failure");
              } catch (SSLException e) {
                return Coroutine.of(e.getMessage());
              }
            });
    assertContains("without encryption", message);
  }

  // ---- ends without close_notify ----

  /** RFC 8446, section 6.1: many peers leave it out, but only who demands it is safe. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endWithoutCloseNotify_isTheEnd_orAFailureIfDemanded(boolean demanded) throws Exception {
    StreamHandler cutting =
        (reader, writer) -> {
          writer.write("hello\n");
          Await.of(reader.readLine());
          writer.transport().abort();
          return Coroutine.done();
        };
    String end =
        Weft.run(
            () -> {
              TlsOptions tls = demanded ? CLIENT.requireCloseNotify() : CLIENT;
              try (Server server = Await.of(Net.startServer(cutting, anyPort(SERVER)));
                  Streams streams = Await.of(Net.openConnection(to(server, tls)))) {
                assertEquals("hello", Await.of(streams.reader().readLine()));
                streams.writer().write("go\n");
                return Coroutine.of(Await.of(streams.reader().readLine()));
              } catch (SSLException e) {
                return Coroutine.of(e.getMessage());
              }
            });
    if (demanded) {
      assertContains("without TLS's close_notify", end);
    } else {
      assertNull(end);
    }
  }

  // ---- limits ----

  /** asyncio case 74. */
  @Test
  void limitsThatAreNotPositive_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> CLIENT.handshakeTimeout(Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> CLIENT.handshakeTimeout(Duration.ofSeconds(-1)));
    assertThrows(IllegalArgumentException.class, () -> CLIENT.shutdownTimeout(Duration.ZERO));
  }

  /** asyncio case 68; row F24. */
  @Test
  void peerThatIsSilent_failsTheConnectInTime() throws Exception {
    try (ServerSocketChannel silent =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      InetSocketAddress address = (InetSocketAddress) silent.getLocalAddress();
      TlsOptions impatient =
          CLIENT.serverHostName("localhost").handshakeTimeout(Duration.ofMillis(50));
      SSLHandshakeException e =
          assertThrows(
              SSLHandshakeException.class,
              () -> Weft.run(() -> Net.openConnection(ConnectOptions.to(address).tls(impatient))));
      assertTrue(e.getMessage().contains("took longer than PT0.05S"), e.getMessage());
    }
  }

  /** asyncio case 69. */
  @Test
  void cancelledHandshake_reportsNothing() throws Exception {
    List<Object> reported = new ArrayList<>();
    try (ServerSocketChannel silent =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      InetSocketAddress address = (InetSocketAddress) silent.getLocalAddress();
      ConnectOptions options = ConnectOptions.to(address).tls(CLIENT.serverHostName("localhost"));
      assertThrows(
          TimeoutException.class,
          () ->
              Weft.run(
                  () -> {
                    EventLoop.running()
                        .setExceptionHandler((loop, context) -> reported.add(context));
                    return Weft.waitFor(Net.openConnection(options), Duration.ofMillis(50));
                  }));
    }
    assertEquals(List.of(), reported);
  }

  /**
   * Gives up the task that connects it, at once or when the connection is ready but not yet got.
   */
  private static final class Leaving implements Protocol {
    private final boolean atOnce;
    private final AsyncFuture<Void> lost = EventLoop.running().createFuture();
    private Task<?> connecting;

    Leaving(boolean atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public void connectionMade(Transport transport) {
      if (atOnce) {
        connecting.cancel();
      } else {
        EventLoop.running().callSoon(() -> connecting.cancel());
      }
    }

    @Override
    public void dataReceived(ByteBuffer data) {}

    @Override
    public void connectionLost(Throwable cause) {
      lost.setResult(null);
    }
  }

  /** Nobody else has the transport to close it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connectThatIsCancelledWhenItIsMade_leavesNoConnection(boolean atOnce) throws Exception {
    List<Object> reported = new ArrayList<>();
    Weft.run(
        () -> {
          EventLoop.running().setExceptionHandler((loop, context) -> reported.add(context));
          Leaving leaving = new Leaving(atOnce);
          try (Server server = Await.of(Net.startServer(TlsTest::echo, anyPort(SERVER)))) {
            leaving.connecting =
                Weft.createTask(() -> Net.createConnection(() -> leaving, to(server, CLIENT)));
            assertThrows(
                CancelledError.class, Await.of(Weft.settle(leaving.connecting)).get(0)::result);
            Await.of(Weft.waitFor(leaving.lost, Duration.ofSeconds(20)));
            server.close();
            Await.of(server.waitClosed());
          }
          return Coroutine.done();
        });
    assertEquals(List.of(), reported);
  }

  /** Rows F12 and I13: without TLS nothing is encrypted, and a plain client cannot speak to TLS. */
  @Test
  void garbageInsteadOfTls_costsOnlyItsOwnConnection() throws Exception {
    withEcho(
        SERVER,
        server -> {
          try (Streams plain = Await.of(Net.openConnection("127.0.0.1", port(server)))) {
            plain.writer().write("GET / HTTP/1.1\r\n\r\n");
            byte[] answer = Await.of(plain.reader().read());
            assertEquals(21, answer[0]); // an alert
          }
          Await.of(closeCleanly(server));
          return Coroutine.done();
        });
  }

  /** Row I16. */
  @Tag("slow")
  @Test
  void clientThatIsSilent_isDisconnectedAndOthersAreServed() throws Exception {
    List<Object> calls = new ArrayList<>();
    Weft.run(
        () -> {
          TlsOptions impatient = SERVER.handshakeTimeout(Duration.ofSeconds(1));
          try (Server server =
              Await.of(Net.createServer(() -> new Recorder(calls), anyPort(impatient)))) {
            try (Streams silent = Await.of(Net.openConnection("127.0.0.1", port(server)))) {
              assertEquals(0, Await.of(silent.reader().read()).length);
              assertEquals(List.of(), calls);
            }
            Streams client = Await.of(Net.openConnection(to(server, CLIENT)));
            client.close();
            Await.of(client.writer().waitClosed());
            server.close();
            Await.of(server.waitClosed());
          }
          return Coroutine.done();
        });
    assertEquals(List.of("made", "lost"), calls);
  }

  /** Rows K4 and K5. */
  @Test
  void acceptedSocket_speaksTlsToo() throws Exception {
    try (ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      listener.configureBlocking(false);
      InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
      Weft.run(
          () -> {
            List<Object> calls = new ArrayList<>();
            ConnectOptions options =
                ConnectOptions.to(address).tls(CLIENT.serverHostName("localhost"));
            Task<Streams> connecting = Weft.createTask(() -> Net.openConnection(options));
            Accepted accepted = Await.of(Sockets.sockAccept(listener));
            Connection<Recorder> served =
                Await.of(
                    Net.connectAcceptedSocket(
                        () -> new Recorder(calls), accepted.socket(), SERVER));
            Streams client = Await.of(connecting);
            assertNotNull(served.transport().tlsSession());
            client.close();
            Await.of(client.writer().waitClosed());

            Task<Streams> silent =
                Weft.createTask(() -> Net.openConnection(ConnectOptions.to(address)));
            Accepted second = Await.of(Sockets.sockAccept(listener));
            try {
              Await.of(
                  Net.connectAcceptedSocket(
                      () -> new Recorder(calls),
                      second.socket(),
                      SERVER.handshakeTimeout(Duration.ofMillis(50))));
              throw new AssertionError("not reached");
            } catch (SSLHandshakeException expected) {
              Await.of(silent).close();
            }
            return Coroutine.done();
          });
    }
  }

  /** Rows H4 and H5. */
  @Test
  void unixSocket_speaksTlsToo(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    Weft.run(
        () -> {
          ServerOptions options = ServerOptions.onUnix(path).tls(SERVER);
          try (Server server = Await.of(Net.startServer(TlsTest::echo, options));
              Streams streams =
                  Await.of(
                      Net.openConnection(
                          ConnectOptions.toUnix(path).tls(CLIENT.serverHostName("localhost"))))) {
            streams.writer().write("hello\n");
            assertEquals("hello", Await.of(streams.reader().readLine()));
          }
          return Coroutine.done();
        });
  }

  // ---- startTls ----

  /** Rows M1 to M5 and M7: a STARTTLS dialogue in streams. */
  @Test
  void startTls_encryptsWhatFollows() throws Exception {
    Weft.run(
        () -> {
          StreamHandler upgrading = (reader, writer) -> serveUpgrade(reader, writer);
          try (Server server =
                  Await.of(Net.startServer(upgrading, ServerOptions.on("127.0.0.1", 0)));
              Streams streams = Await.of(Net.openConnection("127.0.0.1", port(server)))) {
            StreamWriter writer = streams.writer();
            StreamReader reader = streams.reader();
            writer.write("STARTTLS\n");
            assertEquals("go", Await.of(reader.readLine()));
            Transport plain = writer.transport();

            Await.of(writer.startTls(CLIENT));

            assertFalse(plain == writer.transport());
            writer.write("secret\n");
            assertEquals("you said secret", Await.of(reader.readLine()));
            SSLSession session = writer.transport().tlsSession();
            assertNotNull(session);
          }
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<Void> serveUpgrade(StreamReader reader, StreamWriter writer)
      throws IOException {
    assertEquals("STARTTLS", Await.of(reader.readLine()));
    writer.write("go\n");
    Await.of(writer.startTls(SERVER));
    writer.write("you said " + Await.of(reader.readLine()) + "\n");
    writer.close();
    return Coroutine.done();
  }

  /** Data that came before TLS cannot be trusted. */
  @Test
  void dataBeforeTheUpgrade_isNotTakenForEncrypted() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    Weft.run(
        () -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> failures.add(context.exception()));
          StreamHandler upgrading = (reader, writer) -> serveUpgrade(reader, writer);
          try (Server server =
                  Await.of(Net.startServer(upgrading, ServerOptions.on("127.0.0.1", 0)));
              Streams streams = Await.of(Net.openConnection("127.0.0.1", port(server)))) {
            streams.writer().write("STARTTLS\ninjected\n");
            Await.of(streams.reader().read());
          }
          return Coroutine.done();
        });
    assertTrue(failures.get(0) instanceof SSLException, () -> failures.toString());
  }

  /** asyncio cases 70 and 71; rows M6 and M8: protocols are not told of a connection again. */
  @Test
  void startTlsOfProtocols_makesNoSecondConnection() throws Exception {
    List<String> events = new ArrayList<>();
    Weft.run(
        () -> {
          try (Server server =
              Await.of(Net.createServer(() -> new Upgrading(true, events), "127.0.0.1", 0))) {
            Connection<Upgrading> connection =
                Await.of(
                    Net.createConnection(
                        () -> new Upgrading(false, events), "127.0.0.1", port(server)));
            connection.transport().write("STARTTLS".getBytes(UTF_8));
            while (!events.contains("client lost")) {
              Await.of(Weft.sleep(Duration.ofMillis(1)));
            }
            server.close();
            Await.of(server.waitClosed());
          }
          return Coroutine.done();
        });
    assertEquals(1, events.stream().filter("server made"::equals).count(), events::toString);
    assertEquals(1, events.stream().filter("client made"::equals).count(), events::toString);
    assertTrue(events.contains("server got secret"), events::toString);
    assertTrue(events.contains("client got answer"), events::toString);
  }

  /** The client asks for TLS, says a word, gets an answer, and closes. */
  private static final class Upgrading implements Protocol {
    private final boolean serverSide;
    private final List<String> events;
    private Transport transport;

    Upgrading(boolean serverSide, List<String> events) {
      this.serverSide = serverSide;
      this.events = events;
    }

    private void note(String event) {
      events.add((serverSide ? "server " : "client ") + event);
    }

    @Override
    public void connectionMade(Transport made) {
      transport = made;
      note("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      String text = UTF_8.decode(data).toString();
      note("got " + text);
      switch (text) {
        case "STARTTLS" -> {
          transport.write("go".getBytes(UTF_8));
          Weft.createTask(() -> upgrade());
        }
        case "go" -> Weft.createTask(() -> upgrade());
        case "secret" -> transport.write("answer".getBytes(UTF_8));
        default -> transport.close();
      }
    }

    @Async
    private Coroutine<Void> upgrade() throws IOException {
      TlsOptions tls = serverSide ? SERVER : CLIENT.serverHostName("localhost");
      transport = Await.of(Net.startTls(transport, this, tls, serverSide));
      if (!serverSide) {
        transport.write("secret".getBytes(UTF_8));
      }
      return Coroutine.done();
    }

    @Override
    public void connectionLost(Throwable cause) {
      note("lost");
    }
  }

  @Test
  void tlsInTls_works() throws Exception {
    Weft.run(
        () -> {
          StreamHandler inner = (reader, writer) -> serveUpgrade(reader, writer);
          try (Server server = Await.of(Net.startServer(inner, anyPort(SERVER)));
              Streams streams = Await.of(Net.openConnection(to(server, CLIENT)))) {
            streams.writer().write("STARTTLS\n");
            assertEquals("go", Await.of(streams.reader().readLine()));
            Await.of(streams.writer().startTls(CLIENT.serverHostName("localhost")));
            streams.writer().write("nested\n");
            assertEquals("you said nested", Await.of(streams.reader().readLine()));
          }
          return Coroutine.done();
        });
  }

  /** CPython's test_start_tls_slow_client_cancel: the plain connection cannot be used either. */
  @Test
  void startTlsThatIsCancelled_endsTheConnection() throws Exception {
    StreamHandler silent =
        (reader, writer) -> {
          assertTrue(Await.of(reader.read()).length > 0, "a client's first message of TLS");
          writer.close();
          return Coroutine.done();
        };
    List<Object> reported = new ArrayList<>();
    Weft.run(
        () -> {
          EventLoop.running().setExceptionHandler((loop, context) -> reported.add(context));
          try (Server server = Await.of(Net.startServer(silent, "127.0.0.1", 0));
              Streams streams = Await.of(Net.openConnection("127.0.0.1", port(server)))) {
            var starting = streams.writer().startTls(CLIENT.serverHostName("localhost"));
            var outcome =
                Await.of(Weft.settle(Weft.waitFor(starting, Duration.ofMillis(50)))).get(0);
            assertThrows(TimeoutException.class, outcome::result);
            assertEquals(0, Await.of(streams.reader().read()).length);
            server.close();
            Await.of(server.waitClosed());
          }
          return Coroutine.done();
        });
    assertEquals(List.of(), reported);
  }

  /** What is written in connectionMade goes before close_notify, of a server and of a client. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void closeInConnectionMade_sendsWhatWasWritten(String version) throws Exception {
    byte[] much = new byte[1 << 20];
    Protocol closing =
        new Protocol() {
          @Override
          public void connectionMade(Transport transport) {
            transport.write(ByteBuffer.wrap(much));
            transport.close();
          }

          @Override
          public void dataReceived(ByteBuffer data) {}
        };
    List<Integer> sizes = new ArrayList<>();
    StreamHandler counting =
        (reader, writer) -> {
          sizes.add(Await.of(reader.read()).length);
          writer.close();
          return Coroutine.done();
        };
    TlsOptions strict =
        CLIENT
            .requireCloseNotify()
            .adjustment(parameters -> parameters.setProtocols(new String[] {version}));
    Weft.run(
        () -> {
          try (Server sending = Await.of(Net.createServer(() -> closing, anyPort(SERVER)));
              Server receiving =
                  Await.of(Net.startServer(counting, anyPort(SERVER.requireCloseNotify())));
              Streams streams = Await.of(Net.openConnection(to(sending, strict)))) {
            assertEquals(much.length, Await.of(streams.reader().read()).length);
            Await.of(Net.createConnection(() -> closing, to(receiving, strict)));
            receiving.close();
            Await.of(receiving.waitClosed());
          }
          return Coroutine.done();
        });
    assertEquals(List.of(much.length), sizes);
  }

  /** CPython's test_start_tls_client_buf_proto_1: from one kind of protocol to the other. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void protocolOfTheOtherKind_goesOnReading(boolean tls) throws Exception {
    StringBuilder got = new StringBuilder();
    Weft.run(
        () -> {
          ServerOptions options = ServerOptions.on("127.0.0.1", 0).tls(tls ? SERVER : null);
          try (Server server = Await.of(Net.startServer(TlsTest::echo, options))) {
            AsyncFuture<Void> done = EventLoop.running().createFuture();
            ConnectOptions to =
                tls ? to(server, CLIENT) : ConnectOptions.to("127.0.0.1", port(server));
            var connection = Await.of(Net.createConnection(() -> new Switching(got, done), to));
            connection.transport().write("one".getBytes(UTF_8));
            Await.of(Weft.waitFor(done, Duration.ofSeconds(10)));
            connection.transport().close();
          }
          return Coroutine.done();
        });
    assertEquals("plain one, buffered two, plain three", got.toString());
  }

  /** Each kind gives way to the other at once. */
  private static final class Switching implements Protocol {
    private final StringBuilder got;
    private final AsyncFuture<Void> done;
    private Transport transport;

    Switching(StringBuilder got, AsyncFuture<Void> done) {
      this.got = got;
      this.done = done;
    }

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      String text = UTF_8.decode(data).toString();
      got.append("plain ").append(text);
      if (text.equals("three")) {
        done.setResult(null);
        return;
      }
      transport.setProtocol(new Buffer());
      transport.write("two".getBytes(UTF_8));
    }

    private final class Buffer implements BufferedProtocol {
      private final ByteBuffer buffer = ByteBuffer.allocate(100);

      @Override
      public ByteBuffer getBuffer(int sizeHint) {
        return buffer;
      }

      @Override
      public void bufferUpdated(int size) {
        got.append(", buffered ").append(UTF_8.decode(buffer.flip())).append(", ");
        transport.setProtocol(Switching.this);
        transport.write("three".getBytes(UTF_8));
      }
    }
  }

  // ---- flow ----

  @Test
  void pausedReading_deliversNothingUntilItResumes() throws Exception {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    Weft.run(
        () -> {
          try (Server server = Await.of(Net.startServer(TlsTest::echo, anyPort(SERVER)))) {
            Protocol collecting =
                data -> {
                  byte[] bytes = new byte[data.remaining()];
                  data.get(bytes);
                  received.writeBytes(bytes);
                };
            Connection<Protocol> connection =
                Await.of(Net.createConnection(() -> collecting, to(server, CLIENT)));
            Transport transport = connection.transport();
            transport.pauseReading();
            assertFalse(transport.isReading());
            transport.write(new byte[200_000]);
            for (int i = 0; i < 50; i++) {
              Await.of(Weft.sleep(Duration.ofMillis(1)));
            }
            assertEquals(0, received.size());
            transport.resumeReading();
            while (received.size() < 200_000) {
              Await.of(Weft.sleep(Duration.ofMillis(1)));
            }
            transport.close();
          }
          return Coroutine.done();
        });
  }

  @Test
  void halfClosing_isNotPossible() throws Exception {
    withEcho(
        SERVER,
        server -> {
          try (Streams streams = Await.of(Net.openConnection(to(server, CLIENT)))) {
            assertFalse(streams.writer().canWriteEof());
            assertThrows(UnsupportedOperationException.class, () -> streams.writer().writeEof());
          }
          return Coroutine.done();
        });
  }
}
