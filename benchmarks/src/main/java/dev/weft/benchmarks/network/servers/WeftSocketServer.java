package dev.weft.benchmarks.network.servers;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.benchmarks.network.EchoServer;
import dev.weft.net.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.IntConsumer;

/** Weft, by operations on sockets. */
public final class WeftSocketServer implements EchoServer {

  @Override
  public void serve(IntConsumer listening) throws IOException {
    Weft.run(acceptAll(listening));
  }

  @Async
  private static Coroutine<Void> acceptAll(IntConsumer listening) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      server.configureBlocking(false);
      listening.accept(server.socket().getLocalPort());
      while (true) {
        SocketChannel connection = Await.of(Sockets.sockAccept(server)).socket();
        Weft.createTask(echo(connection));
      }
    }
  }

  @Async
  private static Coroutine<Void> echo(SocketChannel socket) throws IOException {
    try (socket) {
      for (byte[] data; (data = Await.of(Sockets.sockRecv(socket, 256 * 1024))).length > 0; ) {
        Await.of(Sockets.sockSendall(socket, ByteBuffer.wrap(data)));
      }
    }
    return Coroutine.done();
  }
}
