package dev.weft.benchmarks.network.servers;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import java.io.IOException;

/** Weft, by streams. */
public final class WeftStreamServer extends WeftServer {

  @Override
  Coroutine<Server> listen(ServerOptions options) throws IOException {
    return Net.startServer(WeftStreamServer::echo, options);
  }

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) throws IOException {
    try (writer) {
      for (byte[] data; (data = Await.of(reader.read(256 * 1024))).length > 0; ) {
        writer.write(data);
        Await.of(writer.drain());
      }
    }
    return Coroutine.done();
  }
}
