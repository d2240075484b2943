package dev.weft.benchmarks.network.servers;

import dev.weft.benchmarks.network.EchoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.IntConsumer;

/**
 * A selector loop written by hand: the floor. One buffer for all connections, one read per event,
 * what is read is written at once, and the selector told only when the system takes no more.
 */
public final class NioServer implements EchoServer {

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
  private final boolean arrays;

  private NioServer(boolean arrays) {
    this.arrays = arrays;
  }

  /** A server that sends what it has received from the same buffer. */
  public static NioServer withBuffer() {
    return new NioServer(false);
  }

  /** A server that makes an array of what it has received, and sends that. */
  public static NioServer withArrays() {
    return new NioServer(true);
  }

  @Override
  public void serve(IntConsumer listening) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    listening.accept(server.socket().getLocalPort());
    while (true) {
      selector.select(this::ready);
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel(), key.selector());
      } else if (key.isReadable()) {
        echo(key, (SocketChannel) key.channel());
      } else if (key.isWritable()) {
        writeRest(key, (SocketChannel) key.channel());
      }
    } catch (IOException e) {
      close(key);
    }
  }

  private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
    for (SocketChannel channel; (channel = server.accept()) != null; ) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ);
    }
  }

  private void echo(SelectionKey key, SocketChannel channel) throws IOException {
    if (channel.read(buffer.clear()) < 0) {
      close(key);
      return;
    }
    ByteBuffer data = arrays ? copy(buffer.flip()) : buffer.flip();
    channel.write(data);
    if (data.hasRemaining()) {
      key.attach(copy(data));
      key.interestOps(SelectionKey.OP_WRITE);
    }
  }

  private static ByteBuffer copy(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static void writeRest(SelectionKey key, SocketChannel channel) throws IOException {
    ByteBuffer rest = (ByteBuffer) key.attachment();
    channel.write(rest);
    if (!rest.hasRemaining()) {
      key.attach(null);
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
