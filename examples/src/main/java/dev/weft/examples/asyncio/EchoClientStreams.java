package dev.weft.examples.asyncio;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Streams;
import java.io.IOException;

/** A TCP client that sends a line and prints the answer, by streams. */
final class EchoClientStreams {

  private EchoClientStreams() {}

  @Async
  static Coroutine<Void> send(String message, int port) throws IOException {
    try (Streams peer = Await.of(Net.openConnection("127.0.0.1", port))) {
      System.out.println("Send: " + message);
      peer.writer().write(message + "\n");
      Await.of(peer.writer().drain());
      System.out.println("Received: " + Await.of(peer.reader().readLine()));
      peer.close();
      Await.of(peer.writer().waitClosed());
    }
    return Coroutine.done();
  }

  public static void main(String[] args) throws IOException {
    Weft.run(send("Hello World!", 8888));
  }
}
