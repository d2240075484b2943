package dev.weft.examples.asyncio;

import dev.weft.Await;
import dev.weft.Coroutine;
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
import java.time.Duration;

/** A server that sends back each datagram that it gets. */
final class UdpEchoServer implements DatagramProtocol {

  private DatagramTransport transport;

  @Override
  public void connectionMade(DatagramTransport transport) {
    this.transport = transport;
  }

  @Override
  public void datagramReceived(ByteBuffer data, SocketAddress sender) {
    String message = StandardCharsets.UTF_8.decode(data.duplicate()).toString();
    System.out.println("Received " + message + " from " + sender);
    System.out.println("Send " + message + " to " + sender);
    transport.sendTo(data, sender);
  }

  /** Serves for a time. */
  @Async
  static Coroutine<Void> serve(int port, Duration time) throws IOException {
    DatagramEndpoint<UdpEchoServer> endpoint =
        Await.of(
            Net.createDatagramEndpoint(UdpEchoServer::new, DatagramOptions.on("127.0.0.1", port)));
    System.out.println("UDP server listens on port " + port);
    try {
      Await.of(Weft.sleep(time));
    } finally {
      endpoint.transport().close();
    }
    return Coroutine.done();
  }

  public static void main(String[] args) throws IOException {
    Weft.run(serve(9999, Duration.ofHours(1)));
  }
}
