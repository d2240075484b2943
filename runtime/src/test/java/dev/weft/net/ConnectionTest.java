package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ConnectionTest {

  private static int portOf(ServerSocketChannel listener) throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  private static ServerSocketChannel listen(String host) throws IOException {
    return ServerSocketChannel.open().bind(new InetSocketAddress(host, 0));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static SocketChannel socketOf(Transport transport) {
    return (SocketChannel) transport.getExtraInfo("socket");
  }

  /** Rows F1, F2, F3, F5 to F11, F25; asyncio cases 34 and 40. */
  @Test
  void connection_isMadeThenTheProtocolThenTheCallThenTheResult() throws Exception {
    try (ServerSocketChannel listener = listen("127.0.0.1")) {
      Weft.run(
          () -> {
            List<String> order = new ArrayList<>();
            class Watching extends Recorder {
              Watching() {
                order.add("factory");
              }

              @Override
              public void connectionMade(Transport transport) {
                super.connectionMade(transport);
                order.add("made " + socketOf(transport).isConnected());
              }
            }
            Connection<Watching> made =
                Await.of(Net.createConnection(Watching::new, "127.0.0.1", portOf(listener)));
            order.add("returned");
            assertEquals(List.of("factory", "made true", "returned"), order);
            assertSame(made.transport(), made.protocol().transport);
            assertSame(made.protocol(), made.transport().getProtocol());
            InetSocketAddress peer = (InetSocketAddress) made.transport().peerAddress();
            assertInstanceOf(Inet4Address.class, peer.getAddress());
            assertNotNull(made.transport().localAddress());
            assertTrue(socketOf(made.transport()).getOption(StandardSocketOptions.TCP_NODELAY));
            made.transport().close();
            Await.of(made.protocol().lost);
            assertEquals(List.of("made", "lost"), made.protocol().events);
            return Coroutine.done();
          });
    }
  }

  /** Row F4. */
  @Test
  void factory_mayGiveAProtocolThatExists() throws Exception {
    try (ServerSocketChannel listener = listen("127.0.0.1")) {
      Weft.run(
          () -> {
            Recorder mine = new Recorder();
            Connection<Recorder> made =
                Await.of(Net.createConnection(() -> mine, "127.0.0.1", portOf(listener)));
            assertSame(mine, made.protocol());
            made.transport().abort();
            return Coroutine.done();
          });
    }
  }

  /** Row F2. */
  @Test
  void ipv6_isConnectedTo() throws Exception {
    assumeTrue(Ipv6.isThere(), Ipv6.MISSING);
    try (ServerSocketChannel listener = listen("::1")) {
      Weft.run(
          () -> {
            Connection<Recorder> made =
                Await.of(Net.createConnection(Recorder::new, "::1", portOf(listener)));
            InetSocketAddress peer = (InetSocketAddress) made.transport().peerAddress();
            assertInstanceOf(Inet6Address.class, peer.getAddress());
            made.transport().abort();
            return Coroutine.done();
          });
    }
  }

  @Test
  void factoryThatFails_closesTheSocket() throws Exception {
    try (ServerSocketChannel listener = listen("127.0.0.1");
        SocketChannel socket = SocketChannel.open(listener.getLocalAddress())) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Weft.run(
                  () ->
                      Net.createConnection(
                          () -> {
                            throw new IllegalArgumentException();
                          },
                          ConnectOptions.over(socket))));
      assertFalse(socket.isOpen());
    }
  }

  @Test
  void refusal_namesTheAddress() throws Exception {
    int port = closedPort();
    ConnectException refused =
        assertThrows(
            ConnectException.class,
            () -> Weft.run(() -> Net.createConnection(Recorder::new, "127.0.0.1", port)));
    assertTrue(refused.getMessage().contains("127.0.0.1:" + port), refused.getMessage());
  }

  @Test
  void unknownHost_isSaid() {
    assertThrows(
        UnknownHostException.class,
        () -> Weft.run(() -> Net.openConnection("no-such-host.invalid", 1)));
  }

  /** Row F20. */
  @Test
  void family_excludesTheOther() {
    assertThrows(
        UnknownHostException.class,
        () ->
            Weft.run(
                () ->
                    Net.openConnection(
                        ConnectOptions.to("127.0.0.1", 1).family(StandardProtocolFamily.INET6))));
  }

  /** Row F21; asyncio case 38: to give a host too is impossible. */
  @Test
  void givenSocket_isUsed() throws Exception {
    try (ServerSocketChannel listener = listen("127.0.0.1");
        SocketChannel socket = SocketChannel.open(listener.getLocalAddress())) {
      Weft.run(
          () -> {
            Connection<Recorder> made =
                Await.of(Net.createConnection(Recorder::new, ConnectOptions.over(socket)));
            assertSame(socket, made.transport().getExtraInfo("socket"));
            Task<?> again = Weft.createTask(() -> Net.openConnection(ConnectOptions.over(socket)));
            Await.of(Weft.settle(again));
            assertInstanceOf(IllegalStateException.class, again.exception());
            made.transport().abort();
            return Coroutine.done();
          });
    }
  }

  /** Row F22. */
  @Test
  void optionsThatDoNotGoTogether_areRefused() throws Exception {
    try (SocketChannel unconnected = SocketChannel.open()) {
      List<ConnectOptions> wrong =
          List.of(
              ConnectOptions.over(unconnected),
              ConnectOptions.over(unconnected).family(StandardProtocolFamily.INET),
              ConnectOptions.over(unconnected).localAddress(new InetSocketAddress(0)),
              ConnectOptions.toUnix(Path.of("x")).happyEyeballsDelay(Duration.ofSeconds(1)));
      for (ConnectOptions options : wrong) {
        assertThrows(
            IllegalArgumentException.class, () -> Weft.run(() -> Net.openConnection(options)));
      }
    }
    ConnectOptions options = ConnectOptions.to("x", 1);
    assertThrows(IllegalArgumentException.class, () -> ConnectOptions.to("x", 70_000));
    assertThrows(
        IllegalArgumentException.class, () -> options.happyEyeballsDelay(Duration.ofMillis(-1)));
    assertThrows(IllegalArgumentException.class, () -> options.interleave(-1));
    assertThrows(IllegalArgumentException.class, () -> options.limit(0));
    assertEquals(0, options.interleave());
    assertEquals(1, options.happyEyeballsDelay(Duration.ZERO).interleave());
    assertEquals(3, options.happyEyeballsDelay(Duration.ZERO).interleave(3).interleave());
  }

  /** Row F23. */
  @Test
  void localAddress_isBound_orSaidToBeInUse() throws Exception {
    try (ServerSocketChannel listener = listen("127.0.0.1")) {
      InetSocketAddress mine = new InetSocketAddress("127.0.0.1", closedPort());
      ConnectOptions options = ConnectOptions.to("127.0.0.1", portOf(listener)).localAddress(mine);
      Weft.run(
          () -> {
            try (Streams streams = Await.of(Net.openConnection(options))) {
              assertEquals(mine, streams.writer().localAddress());
            }
            return Coroutine.done();
          });
      InetSocketAddress taken = (InetSocketAddress) listener.getLocalAddress();
      BindException failure =
          assertThrows(
              BindException.class,
              () -> Weft.run(() -> Net.openConnection(options.localAddress(taken))));
      assertTrue(failure.getMessage().contains(taken.toString()), failure.getMessage());
    }
  }

  /** Rows H1 to H3. */
  @Test
  void unixSocketThatIsNotThere_isNamed(@TempDir Path folder) {
    Path path = folder.resolve("none");
    ConnectException failure =
        assertThrows(
            ConnectException.class,
            () -> Weft.run(() -> Net.createUnixConnection(Recorder::new, path)));
    assertTrue(failure.getMessage().contains(path.toString()), failure.getMessage());
  }

  /** Rows K1 to K3, K6; asyncio case 41. */
  @Test
  void acceptedSocket_becomesAConnection() throws Exception {
    try (ServerSocketChannel listener = listen("127.0.0.1");
        SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
      Weft.run(
          () -> {
            SocketChannel accepted = Await.of(Weft.toThread(listener::accept));
            Connection<Recorder> made =
                Await.of(Net.connectAcceptedSocket(Recorder::new, accepted));
            client.write(ByteBuffer.wrap(Recorder.bytes("hello")));
            Await.of(made.protocol().received(5));
            made.transport().abort();
            return Coroutine.done();
          });
    }
    try (SocketChannel unconnected = SocketChannel.open()) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Weft.run(() -> Net.connectAcceptedSocket(Recorder::new, unconnected)));
    }
  }

  /** To cancel it leaves no socket behind: the port can be seen to be free of it. */
  @Test
  void cancelledConnect_endsAtOnce() throws Exception {
    Weft.run(
        () -> {
          // An address of TEST-NET-1 (RFC 5737): nobody answers, or there is no route
          Task<Streams> connecting = Weft.createTask(() -> Net.openConnection("192.0.2.1", 9));
          Await.of(Weft.sleep(Duration.ofMillis(10)));
          boolean wasPending = !connecting.isDone();
          connecting.cancel();
          Outcome<Streams> outcome = Await.of(Weft.settle(connecting)).get(0);
          assertEquals(wasPending, outcome instanceof Outcome.Cancelled, outcome::toString);
          return Coroutine.done();
        });
  }
}
