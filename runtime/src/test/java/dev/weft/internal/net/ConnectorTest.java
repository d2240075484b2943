package dev.weft.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.ConnectOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectorTest {

  private static final ConnectOptions ANY = ConnectOptions.to("host", 1);

  private final List<SocketChannel> opened = new ArrayList<>();
  private ServerSocketChannel good;
  private ServerSocketChannel full;

  @BeforeEach
  void listen() throws IOException {
    good = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
    full = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 1);
    for (int i = 0; i < 10; i++) { // nobody accepts: later ones hang, on most systems
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(full.getLocalAddress());
      opened.add(channel);
    }
  }

  @AfterEach
  void close() throws IOException {
    good.close();
    full.close();
    for (SocketChannel channel : opened) {
      channel.close();
    }
  }

  private static InetSocketAddress address(ServerSocketChannel listener) throws IOException {
    return (InetSocketAddress) listener.getLocalAddress();
  }

  private static InetSocketAddress refusing(String host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return new InetSocketAddress(host, socket.getLocalPort());
    }
  }

  private SocketAddress connect(ConnectOptions options, InetSocketAddress... addresses)
      throws IOException {
    return Weft.run(() -> connectAndClose(options, List.of(addresses)));
  }

  @Async
  private static Coroutine<SocketAddress> connectAndClose(
      ConnectOptions options, List<InetSocketAddress> addresses) throws IOException {
    try (SocketChannel channel = Await.of(new Connector(options).connectToOneOf(addresses))) {
      assertTrue(channel.isConnected());
      return Coroutine.of(channel.getRemoteAddress());
    }
  }

  @Test
  void refusedAddress_isFollowedByTheNext() throws IOException {
    assertEquals(address(good), connect(ANY, refusing("127.0.0.1"), address(good)));
    ConnectOptions hour = ANY.happyEyeballsDelay(Duration.ofHours(1));
    assertEquals(address(good), connect(hour, refusing("127.0.0.1"), address(good)));
  }

  @Test
  void allFailures_areInTheOneThatIsThrown() throws IOException {
    InetSocketAddress first = refusing("127.0.0.1");
    InetSocketAddress second = refusing("127.0.0.2");
    for (ConnectOptions options : List.of(ANY, ANY.happyEyeballsDelay(Duration.ZERO))) {
      ConnectException failure =
          assertThrows(ConnectException.class, () -> connect(options, first, second));
      assertEquals(1, failure.getSuppressed().length);
      String all = failure.getMessage() + failure.getSuppressed()[0].getMessage();
      assertTrue(all.contains(first.toString()) && all.contains(second.toString()), all);
    }
  }

  /** RFC 8305, section 5. */
  @Test
  void addressThatDoesNotAnswer_isOvertaken() throws IOException {
    ConnectOptions impatient = ANY.happyEyeballsDelay(Duration.ofMillis(20));
    assertEquals(address(good), connect(impatient, address(full), address(good)));
  }

  @Test
  void race_leavesNothingOpen() throws IOException {
    ConnectOptions atOnce = ANY.happyEyeballsDelay(Duration.ZERO);
    assertEquals(address(good), connect(atOnce, address(good), address(good)));
    try (SocketChannel winner = good.accept()) {
      assertEquals(-1, winner.read(ByteBuffer.allocate(1)));
    }
    good.configureBlocking(false);
    SocketChannel loser = good.accept();
    if (loser != null) { // it was connected, or not even begun
      assertEquals(-1, loser.read(ByteBuffer.allocate(1)));
      loser.close();
    }
  }

  /** RFC 8305, section 4. */
  @Test
  void interleave_letsTheFamiliesTakeTurns() throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String host : List.of("::1", "::2", "::3", "127.0.0.1", "127.0.0.2")) {
      addresses.add(new InetSocketAddress(host, 1));
    }
    assertEquals(List.of(0, 3, 1, 4, 2), order(addresses, 1));
    assertEquals(List.of(0, 1, 3, 2, 4), order(addresses, 2));
    assertEquals(List.of(0, 1, 2, 3, 4), order(addresses, 9));
  }

  private static List<Integer> order(List<InetSocketAddress> addresses, int firstFamilyCount) {
    return Names.interleave(addresses, firstFamilyCount).stream().map(addresses::indexOf).toList();
  }
}
