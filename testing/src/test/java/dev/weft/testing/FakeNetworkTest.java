package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCallable;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.DatagramOptions;
import dev.weft.net.DatagramProtocol;
import dev.weft.net.DatagramTransport;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.Sockets;
import dev.weft.net.StreamHandler;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import dev.weft.net.Streams;
import dev.weft.spi.LoopConfig;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeNetworkTest {

  private static final LinkOptions STANDARD = LinkOptions.standard();

  private final TestLoop loop = new TestLoop();
  private final FakeNetwork network = loop.fakeNetwork().addHosts("db", "app");

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** Sends each line back, in capitals. */
  @Async
  private static Coroutine<@Nullable Void> shout(StreamReader reader, StreamWriter writer)
      throws IOException {
    try (writer) {
      String line = Await.of(reader.readLine());
      while (line != null) {
        writer.write(line.toUpperCase() + "\n");
        Await.of(writer.drain());
        line = Await.of(reader.readLine());
      }
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Server> startShouting() throws IOException {
    return Coroutine.of(Await.of(Net.startServer(FakeNetworkTest::shout, "db", 5432)));
  }

  @Async
  private static Coroutine<String> ask(String question) throws IOException {
    try (Streams db = Await.of(Net.openConnection("db", 5432))) {
      db.writer().write(question + "\n");
      return Coroutine.of(Await.of(db.reader().readLine()));
    }
  }

  private interface Body {
    Coroutine<@Nullable Void> run(Server server) throws Exception;
  }

  /** Runs {@code body} while a server shouts on host {@code db}. */
  private void whileShouting(Body body) throws Exception {
    loop.run(
        () -> {
          Server server = Await.of(startShouting());
          try (server) {
            Await.of(body.run(server));
          }
          server.abortClients();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  // ---- hosts and names ----

  @Test
  void server_answersOverNet() throws Exception {
    whileShouting(
        server -> {
          assertEquals("HELLO", Await.of(ask("hello")));
          return Coroutine.done();
        });
  }

  /** What a body fails with, which it must. */
  @Async
  private static <T, X extends Exception> Coroutine<X> failure(
      Class<X> type, AsyncCallable<T, ?> body) {
    try {
      Await.of(body.call());
    } catch (Exception failure) {
      assertInstanceOf(type, failure);
      return Coroutine.of(type.cast(failure));
    }
    throw new AssertionError("did not fail");
  }

  @Test
  void tasks_runOnTheirHosts() throws IOException {
    loop.run(
        () -> {
          List<String> peers = new ArrayList<>();
          Task<Server> serving =
              network.createTask(
                  "db",
                  () ->
                      Net.startServer(
                          (reader, writer) -> {
                            peers.add(hostName(writer.peerAddress()));
                            writer.close();
                            return Coroutine.done();
                          },
                          ServerOptions.on(5432)));
          Server server = Await.of(serving);
          Await.of(network.createTask("app", () -> readAll("db")));
          Await.of(readAll("db"));
          Await.of(network.createTask("db", () -> readAll("localhost")));
          assertEquals(List.of("app", "test", "localhost"), peers);
          Await.of(failure(ConnectException.class, () -> readAll("app")));
          Await.of(failure(ConnectException.class, () -> readAll("localhost")));
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<String> readAll(String host) throws IOException {
    try (Streams streams = Await.of(Net.openConnection(host, 5432))) {
      return Coroutine.of(new String(Await.of(streams.reader().read()), UTF_8));
    }
  }

  private String hostName(SocketAddress address) {
    InetAddress inet = ((InetSocketAddress) address).getAddress();
    return inet.isLoopbackAddress() ? "localhost" : network.nameOf(inet);
  }

  @Test
  void names_areTheHosts_withoutAThread() throws IOException {
    loop.run(
        () -> {
          assertEquals(
              List.of(new InetSocketAddress(network.address("db"), 80)),
              Await.of(Net.getaddrinfo("db", 80)));
          assertEquals(
              "app",
              Await.of(Net.getnameinfo(new InetSocketAddress(network.address("app"), 80))).host());
          var failure =
              Await.of(failure(UnknownHostException.class, () -> Net.openConnection("bd", 5432)));
          assertTrue(failure.getMessage().contains("bd is no host"), failure.getMessage());
          return Coroutine.done();
        });
    assertEquals(Duration.ZERO, loop.time(), "nothing has waited");
    assertThrows(IllegalArgumentException.class, () -> network.address("bd"));
    assertThrows(IllegalArgumentException.class, () -> network.partition("app", "bd"));
  }

  // ---- connecting ----

  @Test
  void nobodyListens_isRefused_afterARoundTrip() throws IOException {
    network.setLinks(STANDARD.withLatency(Duration.ofMillis(40)));
    loop.run(
        () -> {
          var failure = Await.of(failure(ConnectException.class, () -> ask("hello")));
          assertTrue(failure.getMessage().contains("db/10.0.0.2:5432"), failure.getMessage());
          assertTrue(failure.getMessage().contains("refused"), failure.getMessage());
          return Coroutine.done();
        });
    assertEquals(Duration.ofMillis(80), loop.time());
  }

  @Test
  void addressOfNoHost_hasNoRoute() throws IOException {
    loop.run(
        () -> {
          var failure =
              Await.of(failure(ConnectException.class, () -> Net.openConnection("10.9.9.9", 80)));
          assertInstanceOf(NoRouteToHostException.class, failure.getCause());
          return Coroutine.done();
        });
  }

  @Test
  void addressInUse_isRefused_untilTheServerIsClosed() throws IOException {
    loop.run(
        () -> {
          Server first = Await.of(startShouting());
          Await.of(failure(BindException.class, FakeNetworkTest::startShouting));
          first.close();
          Await.of(startShouting()).close();
          Await.of(failure(BindException.class, () -> Net.startServer(null, "10.9.9.9", 80)));
          return Coroutine.done();
        });
  }

  @Test
  void portZero_isAnyFreeOne() throws IOException {
    loop.run(
        () -> {
          try (Server one = Await.of(Net.startServer(FakeNetworkTest::shout, "", 0));
              Server two = Await.of(Net.startServer(FakeNetworkTest::shout, "", 0))) {
            assertNotEquals(one.addresses(), two.addresses());
          }
          return Coroutine.done();
        });
  }

  @Test
  void fullBacklog_makesClientsWait() throws IOException {
    loop.run(
        () -> {
          ServerOptions later = ServerOptions.on("db", 5432).backlog(1).startServing(false);
          Server server = Await.of(Net.startServer(FakeNetworkTest::shout, later));
          Task<String> first = Weft.createTask(() -> ask("first"));
          Task<String> second = Weft.createTask(() -> ask("second"));
          Await.of(Weft.sleep(Duration.ofMillis(1_500)));
          Await.of(server.startServing());
          assertEquals("FIRST", Await.of(first));
          assertEquals("SECOND", Await.of(second));
          assertEquals(Duration.ofSeconds(3), loop.time());
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  @Test
  void connectionsNobodyAccepts_areResetWithTheServer() throws IOException {
    loop.run(
        () -> {
          ServerOptions never = ServerOptions.on("db", 5432).startServing(false);
          Server server = Await.of(Net.startServer(FakeNetworkTest::shout, never));
          Task<String> asking = Weft.createTask(() -> ask("hello"));
          Await.of(loop.waitAllTasksBlocked());
          server.close();
          Await.of(failure(SocketException.class, () -> Coroutine.of(Await.of(asking))));
          return Coroutine.done();
        });
  }

  // ---- links ----

  @Test
  void latency_isVirtualTime() throws Exception {
    network.setLink("test", "db", STANDARD.withLatency(Duration.ofMillis(30)));
    network.setLink("db", "test", STANDARD.withLatency(Duration.ofMillis(5)));
    whileShouting(
        server -> {
          assertEquals("HELLO", Await.of(ask("hello")));
          assertEquals(Duration.ofMillis(70), loop.time(), "one round trip to connect, one to ask");
          return Coroutine.done();
        });
  }

  @Test
  void bandwidth_isShared() throws Exception {
    network.setLink("db", "test", STANDARD.withBandwidth(1_000));
    loop.run(
        () -> {
          Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> {
                        writer.write(new byte[5_000]);
                        writer.close();
                        return Coroutine.done();
                      },
                      "db",
                      5432));
          Await.of(Weft.gather(readAll("db"), readAll("db")));
          assertEquals(Duration.ofSeconds(10), loop.time());
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  @Test
  void singleBytes_areReadOneByOne() throws Exception {
    network.setLinks(STANDARD.withMaxSegment(1));
    whileShouting(
        server -> {
          try (Streams db = Await.of(Net.openConnection("db", 5432))) {
            db.writer().write("hello\n");
            assertEquals("H", new String(Await.of(db.reader().read(100)), UTF_8));
            assertEquals("ELLO", Await.of(db.reader().readLine()));
          }
          return Coroutine.done();
        });
  }

  @Test
  void slowReader_holdsTheWriterBack() throws Exception {
    network.setLinks(STANDARD.withCapacity(1_000));
    loop.run(
        () -> {
          AsyncEvent goOn = new AsyncEvent();
          Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> {
                        writer.transport().pauseReading();
                        Await.of(goOn.await());
                        writer.transport().resumeReading();
                        assertEquals(100_000, Await.of(reader.readExactly(100_000)).length);
                        writer.close();
                        return Coroutine.done();
                      },
                      "db",
                      5432));
          try (Streams db = Await.of(Net.openConnection("db", 5432))) {
            db.writer().write(new byte[100_000]);
            Task<?> draining = Weft.createTask(() -> db.writer().drain());
            Await.of(loop.waitAllTasksBlocked());
            assertFalse(draining.isDone());
            assertEquals(99_000, db.writer().transport().getWriteBufferSize());
            goOn.set();
            Await.of(draining);
            assertEquals(0, Await.of(db.reader().read()).length);
          }
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  @Test
  void reset_comesAfterItsByte_andBothEndsAreTold() throws Exception {
    for (int offset = 0; offset <= 6; offset++) {
      network.setLink("db", "test", STANDARD.withResetAfter(offset));
      String expected = "HELLO\n".substring(0, offset);
      whileShouting(
          server -> {
            try (Streams db = Await.of(Net.openConnection("db", 5432))) {
              db.writer().write("hello\n");
              assertEquals(expected, Await.of(readUntilReset(db.reader())));
            }
            return Coroutine.done();
          });
      assertInstanceOf(SocketException.class, loop.takeReports().get(0).exception(), "the handler");
    }
  }

  @Async
  private static Coroutine<String> readUntilReset(StreamReader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      while (true) {
        byte[] bytes = Await.of(reader.read(100));
        assertNotEquals(0, bytes.length, "an end, not a reset");
        text.append(new String(bytes, UTF_8));
      }
    } catch (SocketException reset) {
      assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
      return Coroutine.of(text.toString());
    }
  }

  // ---- faults ----

  @Test
  void partition_holdsWhatIsSent_untilItHeals() throws Exception {
    whileShouting(
        server -> {
          try (Streams db = Await.of(Net.openConnection("db", 5432))) {
            network.partition("test", "db");
            db.writer().write("hello\n");
            Task<String> answer = Weft.createTask(() -> db.reader().readLine());
            Await.of(Weft.sleep(Duration.ofSeconds(60)));
            assertFalse(answer.isDone());
            network.heal();
            assertEquals("HELLO", Await.of(answer));
          }
          return Coroutine.done();
        });
  }

  @Test
  void connectingThroughAPartition_isTriedAgain() throws Exception {
    whileShouting(
        server -> {
          network.isolate("db");
          Task<String> answer = Weft.createTask(() -> ask("hello"));
          Await.of(Weft.sleep(Duration.ofSeconds(5)));
          network.heal("db", "test");
          assertEquals("HELLO", Await.of(answer));
          assertEquals(Duration.ofSeconds(7), loop.time());
          return Coroutine.done();
        });
  }

  @Test
  void connectingThroughALongPartition_timesOut() throws Exception {
    whileShouting(
        server -> {
          network.partition("db", "test");
          var failure = Await.of(failure(ConnectException.class, () -> ask("hello")));
          assertTrue(failure.getMessage().contains("timed out"), failure.getMessage());
          assertEquals(Duration.ofSeconds(127), loop.time());
          return Coroutine.done();
        });
  }

  @Test
  void connectingThatIsCancelled_leavesNothing() throws Exception {
    whileShouting(
        server -> {
          network.setLinks(STANDARD.withLatency(Duration.ofSeconds(1)));
          Await.of(
              failure(
                  TimeoutException.class,
                  () -> Weft.waitFor(ask("hello"), Duration.ofMillis(1500))));
          return Coroutine.done();
        });
  }

  /** The question is on its way when its asker gives up. */
  @Test
  void connectingThatIsCancelledAtOnce_isNotAccepted() throws Exception {
    loop.run(
        () -> {
          network.addHosts("db").setLinks(STANDARD.withLatency(Duration.ofSeconds(1)));
          List<Object> accepted = new ArrayList<>();
          StreamHandler handler =
              (reader, writer) -> {
                accepted.add(writer);
                return Coroutine.done();
              };
          try (Server server = Await.of(Net.startServer(handler, "db", 1))) {
            Await.of(
                failure(
                    TimeoutException.class,
                    () -> Weft.waitFor(Net.openConnection("db", 1), Duration.ofMillis(500))));
            Await.of(Weft.sleep(Duration.ofMinutes(10)));
            assertEquals(List.of(), accepted);
            server.close();
            Await.of(server.waitClosed());
          }
          return Coroutine.done();
        });
  }

  @Test
  void partition_leavesOtherHostsAlone() throws Exception {
    whileShouting(
        server -> {
          network.partition("db", "app");
          assertEquals("HELLO", Await.of(ask("hello")));
          return Coroutine.done();
        });
  }

  @Test
  void resetConnections_tellsBothEnds() throws Exception {
    whileShouting(
        server -> {
          try (Streams db = Await.of(Net.openConnection("db", 5432))) {
            network.resetConnections("app", "db");
            db.writer().write("hello\n");
            assertEquals("HELLO", Await.of(db.reader().readLine()));
            network.resetConnections("test", "db");
            Await.of(failure(SocketException.class, () -> db.reader().readLine()));
          }
          return Coroutine.done();
        });
    assertInstanceOf(SocketException.class, loop.takeReports().get(0).exception(), "the handler");
  }

  // ---- the end of connections ----

  @Test
  void halfClose_leavesTheWayBackOpen() throws Exception {
    loop.run(
        () -> {
          Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> {
                        String all = new String(Await.of(reader.read()), UTF_8);
                        writer.write("all of it: " + all);
                        writer.close();
                        return Coroutine.done();
                      },
                      "db",
                      5432));
          try (Streams db = Await.of(Net.openConnection("db", 5432))) {
            db.writer().write("hello");
            db.writer().writeEof();
            assertEquals("all of it: hello", new String(Await.of(db.reader().read()), UTF_8));
          }
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  /** As with TCP: who writes to somebody that is gone is told by a reset. */
  @Test
  void writingToAClosedEnd_isReset() throws Exception {
    loop.run(
        () -> {
          Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> {
                        writer.close();
                        return Coroutine.done();
                      },
                      "db",
                      5432));
          try (Streams db = Await.of(Net.openConnection("db", 5432))) {
            assertNull(Await.of(db.reader().readLine()));
            db.writer().write("hello");
            Await.of(Weft.sleep(Duration.ofMillis(1)));
            db.writer().write("are you there?");
            Await.of(failure(SocketException.class, () -> db.writer().drain()));
          }
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  @Test
  void server_isClosedAsTheSystems() throws Exception {
    loop.run(
        () -> {
          Server server = Await.of(startShouting());
          Streams db = Await.of(Net.openConnection("db", 5432));
          db.writer().write("hello\n");
          assertEquals("HELLO", Await.of(db.reader().readLine()));
          server.close();
          assertFalse(server.isServing());
          Await.of(failure(ConnectException.class, () -> ask("late")));
          db.writer().write("still\n");
          assertEquals("STILL", Await.of(db.reader().readLine()));
          Task<?> closed = Weft.createTask(() -> server.waitClosed());
          Await.of(loop.waitAllTasksBlocked());
          assertFalse(closed.isDone());
          server.closeClients();
          assertNull(Await.of(db.reader().readLine()));
          db.close();
          Await.of(closed);
          return Coroutine.done();
        });
  }

  @Test
  void whatIsLeftOpen_failsTheTest() throws IOException {
    TestLoop leaking = new TestLoop();
    leaking.fakeNetwork();
    leaking.run(() -> Net.startServer(FakeNetworkTest::shout, "", 80));
    AssertionError failure = assertThrows(AssertionError.class, leaking::close);
    assertTrue(failure.getMessage().contains("FakeServerSocketChannel"), failure.getMessage());
    assertTrue(failure.getMessage().contains("80"), failure.getMessage());
  }

  // ---- seeds, loops, sockets ----

  /** Sizes of the pieces in which data comes over a bad link. */
  private static List<Integer> sizes(long seed) throws IOException {
    FakeNetwork network = FakeNetwork.withSeed(seed);
    network.setLinks(
        STANDARD.withRandomSegments(10).withJitter(Duration.ofMillis(20)).withCapacity(30));
    VirtualTime time = new VirtualTime();
    LoopConfig config = network.applyTo(time.applyTo(LoopConfig.standard()));
    List<Integer> sizes = new ArrayList<>();
    try (Runner runner = new Runner(() -> EventLoop.create(config))) {
      runner.run(
          () -> {
            Server server =
                Await.of(
                    Net.startServer(
                        (reader, writer) -> {
                          writer.write(new byte[1_000]);
                          writer.close();
                          return Coroutine.done();
                        },
                        "",
                        80));
            try (Streams streams = Await.of(Net.openConnection("localhost", 80))) {
              int size;
              do {
                size = Await.of(streams.reader().read(1_000)).length;
                sizes.add(size);
              } while (size > 0);
            }
            server.close();
            Await.of(server.waitClosed());
            return Coroutine.done();
          });
    }
    assertEquals(1_000, sizes.stream().mapToInt(Integer::intValue).sum());
    return sizes;
  }

  @Test
  void sameSeed_isTheSameRun() throws IOException {
    assertEquals(sizes(7), sizes(7));
    assertNotEquals(sizes(7), sizes(8));
  }

  @Test
  void network_hasOneLoop() {
    LoopConfig config = FakeNetwork.withSeed(7).applyTo(LoopConfig.standard());
    EventLoop.create(config).close();
    var failure = assertThrows(IllegalStateException.class, () -> EventLoop.create(config));
    assertTrue(failure.getMessage().contains("seed=7"), failure.getMessage());
  }

  @Test
  void ownSockets_areOfTheNetworkToo() throws Exception {
    whileShouting(
        server -> {
          try (SocketChannel socket = network.provider().openSocketChannel()) {
            socket.configureBlocking(false);
            Await.of(
                Sockets.sockConnect(socket, new InetSocketAddress(network.address("db"), 5432)));
            Await.of(Sockets.sockSendall(socket, ByteBuffer.wrap("hello\n".getBytes(UTF_8))));
            assertEquals("HELLO\n", new String(Await.of(Sockets.sockRecv(socket, 100)), UTF_8));
          }
          return Coroutine.done();
        });
  }

  // ---- datagrams ----

  /** Keeps what comes, and sends it back if asked to. */
  private static final class Receiving implements DatagramProtocol {
    final List<String> received = new ArrayList<>();
    final List<IOException> failures = new ArrayList<>();
    private final boolean echo;
    private @Nullable DatagramTransport transport;

    Receiving(boolean echo) {
      this.echo = echo;
    }

    @Override
    public void connectionMade(DatagramTransport transport) {
      this.transport = transport;
    }

    @Override
    public void datagramReceived(ByteBuffer data, SocketAddress sender) {
      received.add(UTF_8.decode(data.duplicate()).toString());
      if (echo) {
        transport.sendTo(data, sender);
      }
    }

    @Override
    public void errorReceived(IOException failure) {
      failures.add(failure);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  /** What comes back of a hundred datagrams that are sent at once to somebody who echoes. */
  private List<String> echoes(LinkOptions options) throws IOException {
    network.setLink("test", "db", options);
    return loop.run(
        () -> {
          var echo =
              Await.of(
                  Net.createDatagramEndpoint(
                      () -> new Receiving(true), DatagramOptions.on("db", 53)));
          var client =
              Await.of(
                  Net.createDatagramEndpoint(
                      () -> new Receiving(false), DatagramOptions.to("db", 53)));
          for (int i = 0; i < 100; i++) {
            client.transport().sendTo(bytes("" + i), null);
          }
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          client.transport().close();
          echo.transport().close();
          return Coroutine.of(client.protocol().received);
        });
  }

  private static List<String> numbers() {
    return IntStream.range(0, 100).mapToObj(Integer::toString).toList();
  }

  @Test
  void datagrams_comeInOrder() throws IOException {
    assertEquals(numbers(), echoes(STANDARD));
  }

  @Test
  void datagrams_getLost() throws IOException {
    int received = echoes(STANDARD.withLoss(0.3)).size();
    assertTrue(received > 50 && received < 90, "received " + received);
  }

  @Test
  void datagrams_comeTwice() throws IOException {
    List<String> received = echoes(STANDARD.withDuplication(0.3));
    assertTrue(received.size() > 110 && received.size() < 150, "received " + received.size());
    assertEquals(numbers(), received.stream().distinct().toList());
  }

  @Test
  void datagrams_overtakeEachOther() throws IOException {
    List<String> received = echoes(STANDARD.withJitter(Duration.ofMillis(20)));
    assertNotEquals(numbers(), received);
    assertEquals(Set.copyOf(numbers()), Set.copyOf(received));
    assertEquals(100, received.size());
  }

  @Test
  void datagramsThroughAPartition_areLost() throws IOException {
    network.partition("test", "db");
    assertEquals(List.of(), echoes(STANDARD));
  }

  @Test
  void datagramsToNobody_areRefused_ifConnected() throws IOException {
    loop.run(
        () -> {
          var client =
              Await.of(
                  Net.createDatagramEndpoint(
                      () -> new Receiving(false), DatagramOptions.to("db", 53)));
          client.transport().sendTo(bytes("hello"), null);
          Await.of(Weft.sleep(Duration.ofMillis(1)));
          assertInstanceOf(PortUnreachableException.class, client.protocol().failures.get(0));
          client.transport().sendTo(ByteBuffer.allocate(70_000), null);
          assertEquals(2, client.protocol().failures.size(), "too large");
          client.transport().close();
          return Coroutine.done();
        });
  }
}
