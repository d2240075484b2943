package dev.weft.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.testing.TransportConformance;

/** What every transport must do, over a server of the kind that a subclass opens. */
abstract class SocketConformance extends TransportConformance {

  abstract ServerOptions listen();

  abstract ConnectOptions to(Server server);

  @Async
  @Override
  protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) throws Exception {
    try (Server listening = Await.of(Net.createServer(() -> server, listen()))) {
      return Coroutine.of(Await.of(Net.createConnection(() -> client, to(listening))));
    }
  }
}
