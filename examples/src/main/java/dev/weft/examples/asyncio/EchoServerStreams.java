package dev.weft.examples.asyncio;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import java.io.IOException;

/** A TCP server that sends back each line it gets, by streams. */
final class EchoServerStreams {

  private EchoServerStreams() {}

  @Async
  static Coroutine<Void> handle(StreamReader reader, StreamWriter writer) throws IOException {
    try (writer) {
      for (String line; (line = Await.of(reader.readLine())) != null; ) {
        System.out.println("Received '" + line + "' from " + writer.peerAddress());
        writer.write(line + "\n");
        Await.of(writer.drain());
      }
      System.out.println("Close the connection");
    }
    return Coroutine.done();
  }

  @Async
  static Coroutine<Void> serve(int port) throws IOException {
    try (Server server = Await.of(Net.startServer(EchoServerStreams::handle, "127.0.0.1", port))) {
      Await.of(server.serveForever());
    }
    return Coroutine.done();
  }

  public static void main(String[] args) throws IOException {
    Weft.run(serve(8888));
  }
}
