package dev.weft.examples.asyncio;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.ConnectOptions;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Streams;
import dev.weft.net.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Waits for data on a socket that is open already: by a protocol, and by streams. */
final class OpenSocket {

  private OpenSocket() {}

  /** Prints what comes, and closes. */
  private static final class Receiver implements Protocol {

    private final AsyncFuture<Void> lost = EventLoop.running().createFuture();
    private Transport transport;

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      System.out.println("Received: " + StandardCharsets.UTF_8.decode(data));
      transport.close();
    }

    @Override
    public void connectionLost(Throwable cause) {
      lost.setResult(null);
    }
  }

  @Async
  static Coroutine<Void> waitByProtocol(SocketChannel socket) throws IOException {
    var connection = Await.of(Net.createConnection(Receiver::new, ConnectOptions.over(socket)));
    Await.of(connection.protocol().lost);
    return Coroutine.done();
  }

  @Async
  static Coroutine<Void> waitByStreams(SocketChannel socket) throws IOException {
    try (Streams streams = Await.of(Net.openConnection(ConnectOptions.over(socket)))) {
      byte[] data = Await.of(streams.reader().read(100));
      System.out.println("Received: " + new String(data, StandardCharsets.UTF_8));
    }
    return Coroutine.done();
  }

  private interface Waiting {
    Coroutine<Void> on(SocketChannel socket) throws IOException;
  }

  /** Has {@code waiting} wait on one end of a connection while the other one sends. */
  private static void receive(Waiting waiting) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort);
        SocketChannel sender = SocketChannel.open(listener.getLocalAddress());
        SocketChannel socket = listener.accept()) {
      sender.write(StandardCharsets.UTF_8.encode("abc")); // as if it came from the network
      Weft.run(() -> waiting.on(socket));
    }
  }

  public static void main(String[] args) throws IOException {
    receive(OpenSocket::waitByProtocol);
    receive(OpenSocket::waitByStreams);
  }
}
