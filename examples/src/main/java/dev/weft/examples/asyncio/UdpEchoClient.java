package dev.weft.examples.asyncio;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.DatagramEndpoint;
import dev.weft.net.DatagramOptions;
import dev.weft.net.DatagramProtocol;
import dev.weft.net.DatagramTransport;
import dev.weft.net.Net;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Sends a datagram, and closes its socket when one comes back. */
final class UdpEchoClient implements DatagramProtocol {

  private final String message;
  private final AsyncFuture<Void> lost = EventLoop.running().createFuture();
  private DatagramTransport transport;

  private UdpEchoClient(String message) {
    this.message = message;
  }

  @Override
  public void connectionMade(DatagramTransport transport) {
    this.transport = transport;
    System.out.println("Send: " + message);
    transport.sendTo(StandardCharsets.UTF_8.encode(message), null);
  }

  @Override
  public void datagramReceived(ByteBuffer data, SocketAddress sender) {
    System.out.println("Received: " + StandardCharsets.UTF_8.decode(data));
    System.out.println("Close the socket");
    transport.close();
  }

  @Override
  public void errorReceived(IOException failure) {
    System.out.println("Error received: " + failure);
  }

  @Override
  public void connectionLost(Throwable cause) {
    System.out.println("Connection closed");
    lost.setResult(null);
  }

  @Async
  static Coroutine<Void> send(String message, int port) throws IOException {
    DatagramEndpoint<UdpEchoClient> endpoint =
        Await.of(
            Net.createDatagramEndpoint(
                () -> new UdpEchoClient(message), DatagramOptions.to("127.0.0.1", port)));
    try {
      Await.of(endpoint.protocol().lost);
    } finally {
      endpoint.transport().close();
    }
    return Coroutine.done();
  }

  public static void main(String[] args) throws IOException {
    Weft.run(send("Hello World!", 9999));
  }
}
