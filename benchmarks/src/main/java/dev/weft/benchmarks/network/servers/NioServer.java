package dev.weft.benchmarks.network.servers;

import dev.weft.benchmarks.network.Certificate;
import dev.weft.benchmarks.network.EchoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A selector loop written by hand: the floor. One buffer for all connections, one read per event,
 * what is read is written at once, and the selector told only when the system takes no more.
 */
public final class NioServer implements EchoServer {

  static final int BUFFER_SIZE = 256 * 1024;

  /** What becomes of the data of one connection. */
  interface Connection {

    /** Where to read into, behind what is kept of earlier data. */
    ByteBuffer room();

    /**
     * Deals with what has come.
     *
     * @return what to send, which the next connection may overwrite
     */
    ByteBuffer answer(ByteBuffer received) throws IOException;
  }

  /** What a key is for: a connection, and what the system did not take. */
  private static final class Peer {
    final Connection connection;
    ByteBuffer rest = ByteBuffer.allocate(0);

    Peer(Connection connection) {
      this.connection = connection;
    }
  }

  /** Sends back what it has received, with or without an array in between. */
  private record Plain(ByteBuffer room, boolean arrays) implements Connection {

    @Override
    public ByteBuffer room() {
      return room.clear();
    }

    @Override
    public ByteBuffer answer(ByteBuffer received) {
      return arrays ? copy(received) : received;
    }
  }

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Connection plain;

  private NioServer(boolean arrays) {
    plain = new Plain(ByteBuffer.allocateDirect(BUFFER_SIZE), arrays);
  }

  /** A server that sends what it has received from the same buffer. */
  public static NioServer withBuffer() {
    return new NioServer(false);
  }

  /** A server that makes an array of what it has received, and sends that. */
  public static NioServer withArrays() {
    return new NioServer(true);
  }

  // ---- connections ----

  @Override
  public void serve(IntConsumer listening) throws IOException {
    serve(() -> plain, listening);
  }

  @Override
  public void serveTls(Certificate certificate, IntConsumer listening)
      throws IOException, GeneralSecurityException {
    SSLContext context = certificate.context();
    NioTlsConnection.Memory memory = new NioTlsConnection.Memory();
    serve(() -> new NioTlsConnection(context, memory), listening);
  }

  private void serve(Supplier<Connection> connections, IntConsumer listening) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT, 100);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    listening.accept(server.socket().getLocalPort());
    while (true) {
      selector.select(key -> ready(key, connections));
    }
  }

  private static void ready(SelectionKey key, Supplier<Connection> connections) {
    try {
      if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel(), key.selector(), connections);
      } else if (key.isReadable()) {
        receive(key, (SocketChannel) key.channel());
      } else if (key.isWritable()) {
        sendRest(key, (SocketChannel) key.channel());
      }
    } catch (IOException e) {
      close(key);
    }
  }

  private static void accept(
      ServerSocketChannel server, Selector selector, Supplier<Connection> connections)
      throws IOException {
    for (SocketChannel channel; (channel = server.accept()) != null; ) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new Peer(connections.get()));
    }
  }

  private static void receive(SelectionKey key, SocketChannel channel) throws IOException {
    Peer peer = (Peer) key.attachment();
    ByteBuffer room = peer.connection.room();
    if (channel.read(room) < 0) {
      close(key);
      return;
    }
    ByteBuffer data = peer.connection.answer(room.flip());
    channel.write(data);
    if (data.hasRemaining()) {
      peer.rest = copy(data);
      key.interestOps(SelectionKey.OP_WRITE);
    }
  }

  private static void sendRest(SelectionKey key, SocketChannel channel) throws IOException {
    ByteBuffer rest = ((Peer) key.attachment()).rest;
    channel.write(rest);
    if (!rest.hasRemaining()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private static ByteBuffer copy(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- datagrams ----

  @Override
  public void serveDatagrams(IntConsumer listening) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    Selector selector = Selector.open();
    DatagramChannel channel = DatagramChannel.open().bind(ANY_PORT);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    listening.accept(channel.socket().getLocalPort());
    while (true) {
      selector.select(key -> {});
      for (SocketAddress sender; (sender = channel.receive(buffer.clear())) != null; ) {
        channel.send(buffer.flip(), sender);
      }
    }
  }
}
