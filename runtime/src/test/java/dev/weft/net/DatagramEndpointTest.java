package dev.weft.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datagrams over real sockets. */
@Timeout(30)
class DatagramEndpointTest {

  private static final DatagramOptions ANY_PORT = DatagramOptions.on("127.0.0.1", 0);

  /** Keeps what comes, and lets a test wait for it. */
  private static class Collecting implements DatagramProtocol {
    final List<String> events = new ArrayList<>();
    final List<SocketAddress> senders = new ArrayList<>();
    DatagramTransport transport;
    IOException error;
    private AsyncFuture<Void> next = EventLoop.running().createFuture();

    void note(String event) {
      events.add(event);
      AsyncFuture<Void> waited = next;
      next = EventLoop.running().createFuture();
      waited.setResult(null);
    }

    @Async
    Coroutine<Void> awaitEvents(int count) {
      while (events.size() < count) {
        Await.of(next);
      }
      return Coroutine.done();
    }

    @Override
    public void connectionMade(DatagramTransport made) {
      transport = made;
      note("made");
    }

    @Override
    public void datagramReceived(ByteBuffer data, SocketAddress sender) {
      senders.add(sender);
      note(UTF_8.decode(data).toString());
    }

    @Override
    public void errorReceived(IOException failure) {
      error = failure;
      note("error");
    }

    @Override
    public void connectionLost(Throwable cause) {
      note("lost " + cause);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static int port(DatagramEndpoint<?> endpoint) {
    return ((InetSocketAddress) endpoint.transport().getExtraInfo("sockname")).getPort();
  }

  /** asyncio case 57; rows G1, G3, G5 and G6. */
  @Test
  void echo_comesBackWithItsSender() throws Exception {
    Weft.run(
        () -> {
          Collecting server =
              new Collecting() {
                @Override
                public void datagramReceived(ByteBuffer data, SocketAddress sender) {
                  transport.sendTo(data, sender);
                }
              };
          DatagramEndpoint<Collecting> served =
              Await.of(Net.createDatagramEndpoint(() -> server, ANY_PORT));
          DatagramEndpoint<Collecting> client =
              Await.of(
                  Net.createDatagramEndpoint(
                      Collecting::new, DatagramOptions.to("127.0.0.1", port(served))));
          assertEquals(List.of("made"), client.protocol().events);
          client.transport().sendTo(bytes("hello"), null);
          Await.of(client.protocol().awaitEvents(2));
          assertEquals("hello", client.protocol().events.get(1));
          assertEquals(
              served.transport().getExtraInfo("sockname"), client.protocol().senders.get(0));
          assertEquals(
              served.transport().getExtraInfo("sockname"),
              client.transport().getExtraInfo("peername"));

          client.transport().close();
          served.transport().abort();
          Await.of(client.protocol().awaitEvents(3));
          assertEquals("lost null", client.protocol().events.get(2));
          return Coroutine.done();
        });
  }

  @Test
  void emptyDatagram_isSent() throws Exception {
    Weft.run(
        () -> {
          var receiver = Await.of(Net.createDatagramEndpoint(Collecting::new, ANY_PORT));
          var sender = Await.of(Net.createDatagramEndpoint(Collecting::new, ANY_PORT));
          sender
              .transport()
              .sendTo(bytes(""), (SocketAddress) receiver.transport().getExtraInfo("sockname"));
          Await.of(receiver.protocol().awaitEvents(2));
          assertEquals("", receiver.protocol().events.get(1));
          receiver.transport().close();
          sender.transport().close();
          return Coroutine.done();
        });
  }

  /** asyncio case 55; row G6. */
  @Test
  void connectedEndpoint_sendsToNobodyElse() throws Exception {
    Weft.run(
        () -> {
          var endpoint =
              Await.of(
                  Net.createDatagramEndpoint(Collecting::new, DatagramOptions.to("127.0.0.1", 9)));
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  endpoint.transport().sendTo(bytes("x"), new InetSocketAddress("127.0.0.1", 10)));
          assertThrows(
              UnsupportedOperationException.class,
              () -> endpoint.transport().sendTo(bytes(""), null));
          endpoint.transport().close();
          var open = Await.of(Net.createDatagramEndpoint(Collecting::new, ANY_PORT));
          assertThrows(
              IllegalArgumentException.class, () -> open.transport().sendTo(bytes("x"), null));
          open.transport().close();
          return Coroutine.done();
        });
  }

  /** asyncio case 59. */
  @Test
  void nobodyThere_isAnErrorThatEndsNothing() throws Exception {
    Weft.run(
        () -> {
          var receiver = Await.of(Net.createDatagramEndpoint(Collecting::new, ANY_PORT));
          int port = port(receiver);
          receiver.transport().close();
          Await.of(receiver.protocol().awaitEvents(2));

          var client =
              Await.of(
                  Net.createDatagramEndpoint(
                      Collecting::new, DatagramOptions.to("127.0.0.1", port)));
          client.transport().sendTo(bytes("anybody?"), null);
          Await.of(client.protocol().awaitEvents(2));
          assertInstanceOf(PortUnreachableException.class, client.protocol().error);

          var late =
              Await.of(
                  Net.createDatagramEndpoint(
                      Collecting::new, DatagramOptions.on("127.0.0.1", port)));
          client.transport().sendTo(bytes("now?"), null);
          Await.of(late.protocol().awaitEvents(2));
          assertEquals("now?", late.protocol().events.get(1));
          late.transport().close();
          client.transport().close();
          return Coroutine.done();
        });
  }

  /** asyncio case 58; row G11. */
  @Test
  void socketThatIsOpen_takesNoOptions() throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Weft.run(
                  () ->
                      Net.createDatagramEndpoint(
                          Collecting::new, DatagramOptions.over(channel).reusePort(true))));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Weft.run(
                  () ->
                      Net.createDatagramEndpoint(
                          Collecting::new, DatagramOptions.over(channel).allowBroadcast(true))));
    }
  }

  /** Row G11. */
  @Test
  void socketThatIsOpen_isUsed() throws Exception {
    DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
    Weft.run(
        () -> {
          var endpoint =
              Await.of(Net.createDatagramEndpoint(Collecting::new, DatagramOptions.over(channel)));
          assertEquals(channel, endpoint.transport().getExtraInfo("socket"));
          assertNull(endpoint.transport().getExtraInfo("peername"));
          endpoint.transport().close();
          Await.of(endpoint.protocol().awaitEvents(2));
          return Coroutine.done();
        });
    assertTrue(!channel.isOpen());
  }

  /** Rows G9 and G10. */
  @Test
  void options_areSetOnTheSocket() throws Exception {
    Weft.run(
        () -> {
          DatagramOptions options = ANY_PORT.reusePort(true).allowBroadcast(true);
          var one = Await.of(Net.createDatagramEndpoint(Collecting::new, options));
          DatagramChannel channel = (DatagramChannel) one.transport().getExtraInfo("socket");
          assertTrue(channel.getOption(StandardSocketOptions.SO_BROADCAST));
          var two =
              Await.of(
                  Net.createDatagramEndpoint(
                      Collecting::new, DatagramOptions.on("127.0.0.1", port(one)).reusePort(true)));
          one.transport().close();
          two.transport().close();
          return Coroutine.done();
        });
  }

  /** Row G9. */
  @Test
  void portInUse_isNamed() throws Exception {
    Weft.run(
        () -> {
          var one = Await.of(Net.createDatagramEndpoint(Collecting::new, ANY_PORT));
          try {
            Await.of(
                Net.createDatagramEndpoint(
                    Collecting::new, DatagramOptions.on("127.0.0.1", port(one))));
            throw new AssertionError("not reached");
          } catch (BindException e) {
            assertTrue(e.getMessage().contains(":" + port(one)), e.getMessage());
          }
          one.transport().close();
          return Coroutine.done();
        });
  }

  /** Rows G2 and G7. */
  @Test
  void family_isThatOfTheHost() throws Exception {
    Weft.run(
        () -> {
          var endpoint =
              Await.of(
                  Net.createDatagramEndpoint(
                      Collecting::new,
                      DatagramOptions.on("localhost", 0).family(StandardProtocolFamily.INET)));
          InetSocketAddress address =
              (InetSocketAddress) endpoint.transport().getExtraInfo("sockname");
          assertInstanceOf(Inet4Address.class, address.getAddress());
          endpoint.transport().close();
          return Coroutine.done();
        });
  }

  @Test
  void protocolThatThrows_isReported_andGoesOn() throws Exception {
    List<Throwable> reported = new ArrayList<>();
    IllegalStateException failure = new IllegalStateException("broken");
    Weft.run(
        () -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> reported.add(context.exception()));
          Collecting broken =
              new Collecting() {
                @Override
                public void datagramReceived(ByteBuffer data, SocketAddress sender) {
                  super.datagramReceived(data, sender);
                  throw failure;
                }
              };
          var receiver = Await.of(Net.createDatagramEndpoint(() -> broken, ANY_PORT));
          var sender =
              Await.of(
                  Net.createDatagramEndpoint(
                      Collecting::new, DatagramOptions.to("127.0.0.1", port(receiver))));
          sender.transport().sendTo(bytes("x"), null);
          sender.transport().sendTo(bytes("y"), null);
          Await.of(broken.awaitEvents(3));
          assertEquals(List.of("made", "x", "y"), broken.events);
          sender.transport().close();
          receiver.transport().close();
          return Coroutine.done();
        });
    assertEquals(List.of(failure, failure), reported);
  }
}
