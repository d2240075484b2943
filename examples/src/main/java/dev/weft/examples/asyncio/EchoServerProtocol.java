package dev.weft.examples.asyncio;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import dev.weft.net.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A TCP server that sends back what it gets, and then closes the connection, by a protocol. */
final class EchoServerProtocol implements Protocol {

  private Transport transport;

  @Override
  public void connectionMade(Transport transport) {
    System.out.println("Connection from " + transport.peerAddress());
    this.transport = transport;
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    String message = StandardCharsets.UTF_8.decode(data.duplicate()).toString();
    System.out.println("Data received: " + message);
    System.out.println("Send: " + message);
    transport.write(data);
    System.out.println("Close the client socket");
    transport.close();
  }

  @Async
  static Coroutine<Void> serve(int port) throws IOException {
    try (Server server = Await.of(Net.createServer(EchoServerProtocol::new, "127.0.0.1", port))) {
      Await.of(server.serveForever());
    }
    return Coroutine.done();
  }

  public static void main(String[] args) throws IOException {
    Weft.run(serve(8888));
  }
}
