package dev.weft.examples.asyncio;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Connection;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A TCP client that sends a message and waits until the server closes, by a protocol. */
final class EchoClientProtocol implements Protocol {

  private final String message;
  private final AsyncFuture<Void> lost = EventLoop.running().createFuture();

  private EchoClientProtocol(String message) {
    this.message = message;
  }

  @Override
  public void connectionMade(Transport transport) {
    transport.write(message.getBytes(StandardCharsets.UTF_8));
    System.out.println("Data sent: " + message);
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    System.out.println("Data received: " + StandardCharsets.UTF_8.decode(data));
  }

  @Override
  public void connectionLost(Throwable cause) {
    System.out.println("The server closed the connection");
    lost.setResult(null);
  }

  @Async
  static Coroutine<Void> send(String message, int port) throws IOException {
    Connection<EchoClientProtocol> connection =
        Await.of(Net.createConnection(() -> new EchoClientProtocol(message), "127.0.0.1", port));
    try {
      Await.of(connection.protocol().lost);
    } finally {
      connection.transport().close();
    }
    return Coroutine.done();
  }

  public static void main(String[] args) throws IOException {
    Weft.run(send("Hello World!", 8888));
  }
}
