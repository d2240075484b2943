package dev.weft.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.When;
import dev.weft.annotations.Async;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations on sockets. */
@Timeout(30)
class SocketsTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private record Pair(SocketChannel client, SocketChannel server) {}

  /** Runs {@code body} with the two ends of a connection. */
  private static <T> T withPair(AsyncFunction<Pair, T, Exception> body) throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT);
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        SocketChannel server = listener.accept()) {
      client.configureBlocking(false);
      server.configureBlocking(false);
      return Weft.run(() -> body.apply(new Pair(client, server)));
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static Coroutine<Void> pass() {
    return Weft.sleep(Duration.ZERO);
  }

  // ---- receiving ----

  /** Rows O2, O3 and O16. */
  @Test
  void recv_givesWhatIsThereUpToTheLimit() throws Exception {
    withPair(
        pair -> {
          Await.of(Sockets.sockSendall(pair.client, bytes("0123456789")));
          assertEquals("012", new String(Await.of(Sockets.sockRecv(pair.server, 3)), UTF_8));
          assertEquals("3456789", new String(Await.of(Sockets.sockRecv(pair.server, 99)), UTF_8));
          return Coroutine.done();
        });
  }

  /** Row O2. */
  @Test
  void recvAtTheEnd_givesNothing() throws Exception {
    withPair(
        pair -> {
          pair.client.close();
          assertEquals(0, Await.of(Sockets.sockRecv(pair.server, 10)).length);
          assertEquals(0, Await.of(Sockets.sockRecv(pair.server, 10)).length);
          return Coroutine.done();
        });
  }

  /** Row O4. */
  @Test
  void recvInto_fillsTheBufferAndCounts() throws Exception {
    withPair(
        pair -> {
          ByteBuffer buffer = ByteBuffer.allocate(8);
          Task<Integer> received = Weft.createTask(() -> Sockets.sockRecvInto(pair.server, buffer));
          Await.of(pass());
          Await.of(Sockets.sockSendall(pair.client, bytes("hello")));
          assertEquals(5, Await.of(received));
          assertEquals("hello", new String(buffer.array(), 0, buffer.position(), UTF_8));
          pair.client.close();
          assertEquals(0, Await.of(Sockets.sockRecvInto(pair.server, buffer)));
          return Coroutine.done();
        });
  }

  /** Counts the passes of the loop. */
  private static final class Passes implements Runnable {
    private int count;

    @Override
    public void run() {
      count++;
      EventLoop.running().callSoon(this);
    }
  }

  /** Later, another poll would have found the socket ready once more, for nothing. */
  @Test
  void recvThatWaits_goesOnInThePassWhosePollFindsTheData() throws Exception {
    withPair(
        pair -> {
          Passes passes = new Passes();
          Task<Integer> received =
              Weft.createTask(
                  () -> {
                    Await.of(Sockets.sockRecv(pair.server, 10));
                    return Coroutine.of(passes.count);
                  });
          Await.of(pass());
          passes.run();
          Await.of(pass());
          int sent = passes.count;
          Await.of(Sockets.sockSendall(pair.client, bytes("hello")));
          assertEquals(sent + 1, Await.of(received));
          return Coroutine.done();
        });
  }

  /**
   * asyncio case 30; asyncio semantics 12: a late clean-up must not take away the next operation's
   * registration.
   */
  @Test
  void recvAfterACancelledOne_works() throws Exception {
    withPair(
        pair -> {
          for (int i = 0; i < 100; i++) {
            Task<byte[]> cancelled = Weft.createTask(() -> Sockets.sockRecv(pair.server, 10));
            Await.of(pass());
            cancelled.cancel();
            Task<byte[]> next = Weft.createTask(() -> Sockets.sockRecv(pair.server, 10));
            Await.of(pass());
            Await.of(Sockets.sockSendall(pair.client, bytes("x")));
            assertEquals("x", new String(Await.of(next), UTF_8));
            assertTrue(cancelled.isCancelled());
          }
          return Coroutine.done();
        });
  }

  /** asyncio case 33. */
  @Test
  void cancelledRecv_endsInTheNextPass() throws Exception {
    withPair(
        pair -> {
          Task<byte[]> task = Weft.createTask(() -> Sockets.sockRecv(pair.server, 10));
          Await.of(pass());
          task.cancel();
          Await.of(pass());
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
  }

  @Test
  void secondReader_isRefused() throws Exception {
    withPair(
        pair -> {
          Task<byte[]> first = Weft.createTask(() -> Sockets.sockRecv(pair.server, 10));
          Await.of(pass());
          Task<byte[]> second = Weft.createTask(() -> Sockets.sockRecv(pair.server, 10));
          Await.of(Weft.waitAll(Set.of(second), When.ALL_COMPLETED));
          String message = second.exception().getMessage();
          assertTrue(message.contains("another task is waiting to read"), message);
          first.cancel();
          return Coroutine.done();
        });
  }

  @Test
  void socketThatIsClosedMeanwhile_failsTheRecv() throws Exception {
    withPair(
        pair -> {
          Task<byte[]> task = Weft.createTask(() -> Sockets.sockRecv(pair.server, 10));
          Await.of(pass());
          Sockets.close(pair.server);
          try {
            Await.of(task, IOException.class);
            throw new AssertionError("not reached");
          } catch (ClosedChannelException expected) {
            return Coroutine.done();
          }
        });
  }

  /** The handle that woke the last receive is still in the poller: it must not do the next harm. */
  @Test
  void socketThatATransportTakesOver_isReadOn() throws Exception {
    withPair(
        pair -> {
          Task<byte[]> first = Weft.createTask(() -> Sockets.sockRecv(pair.server, 10));
          Await.of(pass());
          pair.client.write(bytes("x"));
          Await.of(first);
          pair.client.write(bytes("hello"));
          Recorder recorder =
              Await.of(Net.createConnection(Recorder::new, ConnectOptions.over(pair.server)))
                  .protocol();
          Await.of(recorder.received(5));
          pair.client.close();
          Await.of(recorder.lost);
          return Coroutine.done();
        });
  }

  @Test
  void socketThatATransportTakesOver_isWrittenOn() throws Exception {
    int size = 4_000_000;
    class Writer extends Recorder {
      @Override
      public void connectionMade(Transport transport) {
        super.connectionMade(transport);
        transport.write(new byte[size]);
      }
    }
    withPair(
        pair -> {
          Task<Void> sending =
              Weft.createTask(
                  () -> Sockets.sockSendall(pair.server, ByteBuffer.wrap(new byte[size])));
          Await.of(pass());
          Await.of(receive(pair.client, size));
          Await.of(sending);
          Writer writer =
              Await.of(Net.createConnection(Writer::new, ConnectOptions.over(pair.server)))
                  .protocol();
          Await.of(receive(pair.client, size));
          writer.transport.close();
          Await.of(writer.lost);
          return Coroutine.done();
        });
  }

  /** Row N2: what the last receive has left behind is no reader. */
  @Test
  void removeReader_knowsNothingOfReceives() throws Exception {
    withPair(
        pair -> {
          Task<byte[]> received = Weft.createTask(() -> Sockets.sockRecv(pair.server, 10));
          Await.of(pass());
          pair.client.write(bytes("x"));
          Await.of(received);
          assertFalse(EventLoop.running().removeReader(pair.server));
          return Coroutine.done();
        });
  }

  // ---- sending ----

  @Test
  void secondWriter_isRefusedBeforeItWrites() throws Exception {
    withPair(
        pair -> {
          int size = 10_000_000;
          Task<Void> first =
              Weft.createTask(() -> Sockets.sockSendall(pair.client, ByteBuffer.allocate(size)));
          Await.of(pass());
          ByteBuffer room = ByteBuffer.allocate(1_000_000);
          int received = pair.server.read(room);
          ByteBuffer second = bytes("x");
          try {
            Await.of(Sockets.sockSendall(pair.client, second));
            throw new AssertionError("not reached");
          } catch (IllegalStateException expected) {
            assertTrue(second.hasRemaining());
          }
          Await.of(receive(pair.server, size - received));
          Await.of(first);
          return Coroutine.done();
        });
  }

  /** asyncio case 31; rows O5 and O7. */
  @Test
  void sendallOfMegabytes_arrivesWholeWhileOthersGoOn() throws Exception {
    byte[] data = new byte[10_000_000];
    new Random(3).nextBytes(data);
    withPair(
        pair -> {
          pair.client.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
          Task<Void> sending =
              Weft.createTask(() -> Sockets.sockSendall(pair.client, ByteBuffer.wrap(data)));
          Await.of(pass());
          assertFalse(sending.isDone());
          assertArrayEquals(data, Await.of(receive(pair.server, data.length)));
          Await.of(sending);
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<byte[]> receive(SocketChannel socket, int size) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    while (received.size() < size) {
      received.writeBytes(Await.of(Sockets.sockRecv(socket, 65_536)));
    }
    return Coroutine.of(received.toByteArray());
  }

  /** Row O6. */
  @Test
  void sendallWithoutAConnection_isRefused() throws Exception {
    try (SocketChannel socket = SocketChannel.open()) {
      socket.configureBlocking(false);
      assertThrows(
          NotYetConnectedException.class,
          () -> Weft.run(() -> Sockets.sockSendall(socket, bytes("x"))));
    }
  }

  /** Row O8. */
  @Test
  void peerThatResets_failsTheSendall() throws Exception {
    withPair(
        pair -> {
          pair.server.setOption(StandardSocketOptions.SO_LINGER, 0);
          Task<Void> sending =
              Weft.createTask(
                  () -> Sockets.sockSendall(pair.client, ByteBuffer.allocate(50_000_000)));
          String peer = pair.client.getRemoteAddress().toString();
          Await.of(pass());
          pair.server.close();
          try {
            Await.of(sending, IOException.class);
            throw new AssertionError("not reached");
          } catch (IOException expected) {
            assertTrue(expected.getMessage().startsWith(peer), expected.getMessage());
            return Coroutine.done();
          }
        });
  }

  @Test
  void peerThatResets_failsTheRecv() throws Exception {
    withPair(
        pair -> {
          Task<byte[]> receiving = Weft.createTask(() -> Sockets.sockRecv(pair.client, 10));
          String peer = pair.client.getRemoteAddress().toString();
          Await.of(pass());
          pair.server.setOption(StandardSocketOptions.SO_LINGER, 0);
          pair.server.close();
          try {
            Await.of(receiving, IOException.class);
            throw new AssertionError("not reached");
          } catch (IOException expected) {
            assertTrue(expected.getMessage().startsWith(peer), expected.getMessage());
            return Coroutine.done();
          }
        });
  }

  // ---- connecting and accepting ----

  /** Rows O9, O12 and O14. */
  @Test
  void connectAndAccept_meet() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT);
        SocketChannel client = SocketChannel.open()) {
      listener.configureBlocking(false);
      client.configureBlocking(false);
      Accepted accepted =
          Weft.run(
              () -> {
                Task<Accepted> accepting = Weft.createTask(() -> Sockets.sockAccept(listener));
                Await.of(Sockets.sockConnect(client, listener.getLocalAddress()));
                return Coroutine.of(Await.of(accepting));
              });
      assertEquals(client.getLocalAddress(), accepted.address());
      assertFalse(accepted.socket().isBlocking());
      accepted.socket().close();
    }
  }

  /** Row O11. */
  @Test
  void unresolvedAddress_isLookedUp() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT);
        SocketChannel client = SocketChannel.open()) {
      client.configureBlocking(false);
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      Weft.run(
          () -> Sockets.sockConnect(client, InetSocketAddress.createUnresolved("127.0.0.1", port)));
      assertTrue(client.isConnected());
    }
  }

  /** Row O9. */
  @Test
  void refusedConnection_throws() throws Exception {
    int freePort;
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT)) {
      freePort = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }
    try (SocketChannel client = SocketChannel.open()) {
      client.configureBlocking(false);
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort);
      ConnectException refused =
          assertThrows(
              ConnectException.class, () -> Weft.run(() -> Sockets.sockConnect(client, address)));
      assertTrue(refused.getMessage().contains(address.toString()), refused.getMessage());
    }
  }

  /** Row O13. */
  @Test
  void acceptWithoutAnAddress_isRefused() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.configureBlocking(false);
      assertThrows(NotYetBoundException.class, () -> Weft.run(() -> Sockets.sockAccept(listener)));
    }
  }

  /** asyncio case 32. */
  @Test
  void cancelledAccept_leavesTheListenerUsable() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT)) {
      listener.configureBlocking(false);
      Weft.run(
          () -> {
            Task<Accepted> cancelled = Weft.createTask(() -> Sockets.sockAccept(listener));
            Await.of(pass());
            cancelled.cancel();
            Await.of(pass());
            assertTrue(cancelled.isCancelled());
            try (SocketChannel client = SocketChannel.open()) {
              client.configureBlocking(false);
              Await.of(Sockets.sockConnect(client, listener.getLocalAddress()));
              Await.of(Sockets.sockAccept(listener)).socket().close();
            }
            return Coroutine.done();
          });
    }
  }

  /** asyncio case 29; row O15. */
  @Test
  void blockingSocket_isRefused() throws Exception {
    try (SocketChannel socket = SocketChannel.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        DatagramChannel datagrams = DatagramChannel.open()) {
      assertRefused(() -> Weft.run(() -> Sockets.sockRecv(socket, 1)));
      assertRefused(() -> Weft.run(() -> Sockets.sockRecvInto(socket, ByteBuffer.allocate(1))));
      assertRefused(() -> Weft.run(() -> Sockets.sockSendall(socket, bytes("x"))));
      assertRefused(() -> Weft.run(() -> Sockets.sockConnect(socket, ANY_PORT)));
      assertRefused(() -> Weft.run(() -> Sockets.sockAccept(listener)));
      assertRefused(() -> Weft.run(() -> Sockets.sockRecvfrom(datagrams, 1)));
      assertRefused(() -> Weft.run(() -> Sockets.sockSendto(datagrams, bytes("x"), ANY_PORT)));
    }
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable operation) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, operation);
    assertTrue(e.getMessage().contains("configureBlocking(false)"), e.getMessage());
  }

  // ---- datagrams ----

  @Test
  void datagrams_comeWholeWithTheirSender() throws Exception {
    try (DatagramChannel one = DatagramChannel.open().bind(ANY_PORT);
        DatagramChannel two = DatagramChannel.open().bind(ANY_PORT)) {
      one.configureBlocking(false);
      two.configureBlocking(false);
      Weft.run(
          () -> {
            Task<Datagram> receiving = Weft.createTask(() -> Sockets.sockRecvfrom(two, 100));
            Await.of(pass());
            Await.of(Sockets.sockSendto(one, bytes("hello"), two.getLocalAddress()));
            Datagram datagram = Await.of(receiving);
            assertEquals("hello", new String(datagram.data(), UTF_8));
            assertEquals(one.getLocalAddress(), datagram.sender());

            Await.of(Sockets.sockSendto(one, bytes(""), two.getLocalAddress()));
            ByteBuffer buffer = ByteBuffer.allocate(10);
            assertEquals(one.getLocalAddress(), Await.of(Sockets.sockRecvfromInto(two, buffer)));
            assertEquals(0, buffer.position());
            return Coroutine.done();
          });
    }
  }
}
