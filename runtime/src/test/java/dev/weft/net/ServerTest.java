package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ServerTest {

  private final List<Recorder> served = new ArrayList<>();

  /** A protocol that sends back what it gets. */
  private final class Echo extends Recorder {
    @Override
    public void connectionMade(Transport transport) {
      served.add(this);
      super.connectionMade(transport);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      transport.write(data.duplicate());
      super.dataReceived(data);
    }
  }

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  @Async
  private static Coroutine<Void> checkEcho(String host, int port) throws IOException {
    try (Streams streams = Await.of(Net.openConnection(host, port))) {
      streams.writer().write("echo\n");
      assertEquals("echo", Await.of(streams.reader().readLine()));
    }
    return Coroutine.done();
  }

  /** Gives the failure to connect, or null. */
  @Async
  private static Coroutine<@Nullable Throwable> tryConnect(int port) {
    try (Streams streams = Await.of(Net.openConnection("127.0.0.1", port))) {
      return Coroutine.of((Throwable) null);
    } catch (IOException failure) {
      return Coroutine.of((Throwable) failure);
    }
  }

  /** Rows I1, I2, I4, I5, I8, I14, I17, I19; asyncio case 42. */
  @Test
  void connections_haveProtocolsOfTheirOwn() throws Exception {
    Weft.run(
        () -> {
          Server server = Await.of(Net.createServer(Echo::new, "127.0.0.1", 0));
          assertTrue(server.isServing());
          assertEquals(1, server.sockets().size());
          assertTrue(server.sockets().get(0).getOption(StandardSocketOptions.SO_REUSEADDR));
          for (int i = 0; i < 3; i++) {
            Await.of(checkEcho("127.0.0.1", port(server)));
          }
          assertEquals(3, served.size());
          assertNotSame(served.get(0), served.get(1));
          Recorder first = served.get(0);
          Await.of(first.lost);
          SocketChannel channel = (SocketChannel) first.transport.getExtraInfo("socket");
          assertFalse(channel.isOpen());
          assertInstanceOf(InetSocketAddress.class, first.transport.peerAddress());
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  /** Row I19. */
  @Test
  void acceptedConnections_haveNoDelay() throws Exception {
    Weft.run(
        () -> {
          Server server = Await.of(Net.createServer(Echo::new, "127.0.0.1", 0));
          Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)));
          client.writer().write("x");
          Await.of(client.reader().read(1));
          SocketChannel accepted = (SocketChannel) served.get(0).transport.getExtraInfo("socket");
          assertTrue(accepted.getOption(StandardSocketOptions.TCP_NODELAY));
          client.close();
          server.close();
          return Coroutine.done();
        });
  }

  /** Row I6; asyncio case 43. */
  @Test
  void hosts_areBoundOnceEach() throws Exception {
    Weft.run(
        () -> {
          ServerOptions twice = ServerOptions.on(List.of("127.0.0.1", "127.0.0.1", "127.0.0.2"), 0);
          Server server = Await.of(Net.createServer(Echo::new, twice));
          assertEquals(2, server.sockets().size());
          Await.of(checkEcho("127.0.0.1", port(server)));
          server.close();
          return Coroutine.done();
        });
  }

  /** Row I7; asyncio case 44. */
  @Test
  void allInterfaces_areIpv4AndIpv6() throws Exception {
    assumeTrue(Ipv6.isThere(), Ipv6.MISSING);
    Weft.run(
        () -> {
          Server server = Await.of(Net.createServer(Echo::new, ServerOptions.on(0)));
          Await.of(checkEcho("127.0.0.1", port(server)));
          Await.of(checkEcho("::1", port(server)));
          server.close();
          return Coroutine.done();
        });
  }

  /** Row I9. */
  @Test
  void family_isThatOfTheSocket() throws Exception {
    Weft.run(
        () -> {
          ServerOptions ipv4 = ServerOptions.on(0).family(StandardProtocolFamily.INET);
          Server server = Await.of(Net.createServer(Echo::new, ipv4));
          assertTrue(server.addresses().get(0).toString().contains("0.0.0.0"));
          server.close();
          return Coroutine.done();
        });
  }

  /** Row I11. */
  @Test
  void givenSocket_isListenedOn() throws Exception {
    ServerSocketChannel socket =
        ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
    Weft.run(
        () -> {
          Server server = Await.of(Net.createServer(Echo::new, ServerOptions.over(socket)));
          assertSame(socket, server.sockets().get(0));
          Await.of(checkEcho("127.0.0.1", port(server)));
          server.close();
          return Coroutine.done();
        });
    assertFalse(socket.isOpen());
    try (ServerSocketChannel unbound = ServerSocketChannel.open()) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Weft.run(() -> Net.createServer(Echo::new, ServerOptions.over(unbound))));
    }
  }

  @Test
  void addressInUse_isNamed_andNothingStaysOpen() throws Exception {
    Weft.run(
        () -> {
          Server first = Await.of(Net.createServer(Echo::new, "127.0.0.1", 0));
          ServerOptions both = ServerOptions.on(List.of("127.0.0.2", "127.0.0.1"), port(first));
          Task<Server> second = Weft.createTask(() -> Net.createServer(Echo::new, both));
          Await.of(Weft.settle(second));
          BindException failure = assertInstanceOf(BindException.class, second.exception());
          assertTrue(failure.getMessage().contains("127.0.0.1:" + port(first)));
          ServerOptions free = ServerOptions.on("127.0.0.2", port(first));
          Await.of(Net.createServer(Echo::new, free)).close();
          first.close();
          return Coroutine.done();
        });
  }

  /** Row I15. */
  @Test
  void reusePort_letsTwoListen() throws Exception {
    try (ServerSocketChannel any = ServerSocketChannel.open()) {
      assumeTrue(
          any.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT),
          "this system has no SO_REUSEPORT");
    }
    Weft.run(
        () -> {
          ServerOptions shared = ServerOptions.on("127.0.0.1", 0).reusePort(true);
          Server first = Await.of(Net.createServer(Echo::new, shared));
          ServerOptions same = ServerOptions.on("127.0.0.1", port(first)).reusePort(true);
          Server second = Await.of(Net.createServer(Echo::new, same));
          first.close();
          second.close();
          return Coroutine.done();
        });
  }

  /** Row I12. */
  @Test
  void moreThanTheBacklog_areAllAccepted() throws Exception {
    Weft.run(
        () -> {
          ServerOptions small = ServerOptions.on("127.0.0.1", 0).backlog(5);
          Server server = Await.of(Net.createServer(Echo::new, small));
          List<Coroutine<Void>> clients = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            clients.add(checkEcho("127.0.0.1", port(server)));
          }
          Await.of(Weft.gather(clients));
          assertEquals(50, served.size());
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
    assertThrows(IllegalArgumentException.class, () -> ServerOptions.on(0).backlog(0));
    assertThrows(IllegalArgumentException.class, () -> ServerOptions.on(-1));
  }

  /** asyncio semantics 36; row T18. */
  @Test
  void factoryThatFails_costsItsConnectionOnly() throws Exception {
    List<String> reports = new ArrayList<>();
    Weft.run(
        () -> {
          EventLoop.running()
              .setExceptionHandler(
                  (loop, context) -> {
                    reports.add(context.message());
                    assertInstanceOf(SocketChannel.class, context.details().get("socket"));
                  });
          int[] calls = {0};
          Server server =
              Await.of(
                  Net.createServer(
                      () -> {
                        if (calls[0]++ == 0) {
                          throw new IllegalStateException("no");
                        }
                        return new Echo();
                      },
                      "127.0.0.1",
                      0));
          try (Streams refused = Await.of(Net.openConnection("127.0.0.1", port(server)))) {
            assertEquals(0, Await.of(refused.reader().read(1)).length);
          }
          Await.of(checkEcho("127.0.0.1", port(server)));
          server.close();
          return Coroutine.done();
        });
    assertEquals(List.of("Error on transport creation for incoming connection"), reports);
  }

  /** Rows I3, W2 to W4, W6; asyncio case 45. */
  @Test
  void close_refusesAtOnce_andLeavesConnections() throws Exception {
    Weft.run(
        () -> {
          Server server = Await.of(Net.createServer(Echo::new, "127.0.0.1", 0));
          int port = port(server);
          Streams client = Await.of(Net.openConnection("127.0.0.1", port));
          client.writer().write("a\n");
          assertEquals("a", Await.of(client.reader().readLine()));
          server.close();
          server.close();
          assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
          assertEquals(List.of(), server.sockets());
          assertFalse(server.isServing());
          client.writer().write("b\n");
          assertEquals("b", Await.of(client.reader().readLine()));
          client.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  /** Row W5; asyncio cases 48 and 49. */
  @Test
  void waitClosed_waitsForTheCloseAndTheLastConnection() throws Exception {
    Weft.run(
        () -> {
          Server server = Await.of(Net.createServer(Echo::new, "127.0.0.1", 0));
          Task<Void> waiting = Weft.createTask(() -> server.waitClosed());
          Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)));
          client.writer().write("x");
          Await.of(client.reader().read(1));
          assertFalse(waiting.isDone());
          server.close();
          Await.of(Weft.sleep(Duration.ofMillis(10)));
          assertFalse(waiting.isDone());
          client.close();
          Await.of(waiting);
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  /** Rows I18, W7 and W8; asyncio case 47. */
  @Test
  void serveForever_servesUntilItIsCancelled() throws Exception {
    Weft.run(
        () -> {
          ServerOptions later = ServerOptions.on("127.0.0.1", 0).startServing(false);
          Server server = Await.of(Net.createServer(Echo::new, later));
          assertFalse(server.isServing());
          Streams early = Await.of(Net.openConnection("127.0.0.1", port(server)));
          Await.of(Weft.sleep(Duration.ofMillis(10)));
          assertEquals(List.of(), served);
          Task<Void> serving = Weft.createTask(() -> server.serveForever());
          Await.of(checkEcho("127.0.0.1", port(server)));
          assertTrue(server.isServing());
          Task<Void> second = Weft.createTask(() -> server.serveForever());
          Await.of(Weft.settle(second));
          assertInstanceOf(IllegalStateException.class, second.exception());
          serving.cancel();
          Await.of(Weft.settle(serving));
          assertTrue(serving.isCancelled());
          assertEquals(List.of(), server.sockets());
          assertEquals(0, Await.of(early.reader().read(1)).length); // its connection was closed
          Task<Void> third = Weft.createTask(() -> server.serveForever());
          Await.of(Weft.settle(third));
          assertTrue(third.exception().getMessage().contains("is closed"));
          early.close();
          return Coroutine.done();
        });
  }

  @Test
  void startServing_isIdempotent_andServeForeverEndsWithTheServer() throws Exception {
    Weft.run(
        () -> {
          ServerOptions later = ServerOptions.on("127.0.0.1", 0).startServing(false);
          Server server = Await.of(Net.createServer(Echo::new, later));
          Await.of(server.startServing());
          Await.of(server.startServing());
          Await.of(checkEcho("127.0.0.1", port(server)));
          Task<Void> serving = Weft.createTask(() -> server.serveForever());
          Await.of(Weft.sleep(Duration.ZERO));
          server.close();
          Await.of(serving);
          return Coroutine.done();
        });
  }

  @Test
  void closeClients_andAbortClients_endConnections() throws Exception {
    for (boolean abort : new boolean[] {false, true}) {
      Weft.run(
          () -> {
            Server server = Await.of(Net.createServer(Echo::new, "127.0.0.1", 0));
            Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)));
            client.writer().write("x");
            Await.of(client.reader().read(1));
            server.close();
            if (abort) {
              server.abortClients();
            } else {
              server.closeClients();
            }
            Await.of(server.waitClosed());
            assertEquals(0, Await.of(client.reader().read(1)).length);
            client.close();
            return Coroutine.done();
          });
    }
  }

  /** Rows J1, J2. */
  @Test
  @SuppressWarnings("weft:BlockingCall") // whether the file is there now is the subject
  void unixServer_replacesAStaleSocket_andRemovesItsOwn(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(path))
        .close(); // leaves the file
    assertTrue(Files.exists(path));
    Weft.run(
        () -> {
          Server server = Await.of(Net.createUnixServer(Echo::new, path));
          Connection<Recorder> client = Await.of(Net.createUnixConnection(Recorder::new, path));
          client.transport().write(Recorder.bytes("hello"));
          Await.of(client.protocol().received(5));
          client.transport().close();
          server.close();
          assertFalse(Files.exists(path));
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  /** CPython's test_unix_server_sock_cleanup. */
  @Test
  @SuppressWarnings("weft:BlockingCall") // whether the file is there now is the subject
  void unixServerOverAGivenSocket_removesItToo(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    ServerSocketChannel given =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(path));
    Weft.run(
        () -> {
          Server server = Await.of(Net.createServer(Echo::new, ServerOptions.over(given)));
          server.close();
          assertFalse(Files.exists(path));
          return Coroutine.done();
        });
  }

  @Test
  void unixServer_leavesOtherFiles(@TempDir Path folder) throws Exception {
    Path path = Files.writeString(folder.resolve("precious"), "data");
    BindException failure =
        assertThrows(
            BindException.class, () -> Weft.run(() -> Net.createUnixServer(Echo::new, path)));
    assertTrue(failure.getMessage().contains("precious"), failure.getMessage());
    assertEquals("data", Files.readString(path));
  }

  @Test
  @SuppressWarnings("weft:BlockingCall") // whether the file is there now is the subject
  void unixServer_leavesASocketThatReplacedItsOwn(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    Weft.run(
        () -> {
          Server first = Await.of(Net.createUnixServer(Echo::new, path));
          Server second = Await.of(Net.createUnixServer(Echo::new, path));
          first.close();
          assertTrue(Files.exists(path));
          second.close();
          assertFalse(Files.exists(path));
          return Coroutine.done();
        });
  }

  @Test
  void refusedConnect_afterClose() throws Exception {
    Weft.run(
        () -> {
          Server server = Await.of(Net.createServer(Echo::new, "127.0.0.1", 0));
          int port = port(server);
          assertEquals(null, Await.of(tryConnect(port)));
          server.close();
          assertInstanceOf(ConnectException.class, Await.of(tryConnect(port)));
          return Coroutine.done();
        });
  }
}
