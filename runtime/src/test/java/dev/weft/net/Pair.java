package dev.weft.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/** A connection with a plain socket at its other end, which the test reads and writes itself. */
record Pair<P extends StreamProtocol>(Transport transport, P protocol, SocketChannel peer)
    implements AutoCloseable {

  @Async
  static <P extends StreamProtocol> Coroutine<Pair<P>> open(Supplier<P> factory)
      throws IOException {
    SocketChannel peer;
    SocketChannel mine;
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.setOption(StandardSocketOptions.SO_RCVBUF, 32 * 1024);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      mine = connect(listener);
      peer = accept(listener);
    }
    mine.setOption(StandardSocketOptions.SO_SNDBUF, 32 * 1024);
    Connection<P> made = Await.of(Net.createConnection(factory, ConnectOptions.over(mine)));
    return Coroutine.of(new Pair<>(made.transport(), made.protocol(), peer));
  }

  private static SocketChannel connect(ServerSocketChannel listener) throws IOException {
    return SocketChannel.open(listener.getLocalAddress());
  }

  private static SocketChannel accept(ServerSocketChannel listener) throws IOException {
    return listener.accept();
  }

  @Override
  public void close() throws IOException {
    transport.abort();
    peer.close();
  }
}
