package dev.weft.benchmarks.network;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Connections that stay open, on one thread. */
final class SelectorLoad implements Load {

  private static final int PATIENCE_MILLIS = 10_000;

  /** One connection. It sends from the start of the common data; what comes back is counted. */
  private final class Client {
    final SelectionKey key;
    final ByteChannel channel;
    int sent;
    int received;

    Client(SelectionKey key, ByteChannel channel) {
      this.key = key;
      this.channel = channel;
    }

    void begin() throws IOException {
      sent = 0;
      received = 0;
      waiting++;
      send();
    }

    private void send() throws IOException {
      sent += channel.write(request.limit(size).position(sent));
      int write = sent < size ? SelectionKey.OP_WRITE : 0;
      key.interestOps(SelectionKey.OP_READ | write);
    }

    private void receive() throws IOException {
      int count = channel.read(answer.clear());
      if (count < 0) {
        throw new EOFException("the server has closed the connection");
      }
      received += count;
      if (received == size) {
        answered++;
        waiting--;
        if (System.nanoTime() - end < 0) {
          begin();
        }
      }
    }
  }

  private final int size;
  private final ByteBuffer request;
  private final ByteBuffer answer;
  private final Selector selector = Selector.open();
  private long end;
  private int answered;
  private int waiting;

  private SelectorLoad(int size) throws IOException {
    this.size = size;
    this.request = ByteBuffer.allocateDirect(size);
    this.answer = ByteBuffer.allocateDirect(256 * 1024);
  }

  /** TCP connections, each of which sends {@code size} bytes at a time. */
  static SelectorLoad connections(int port, int count, int size) throws IOException {
    SelectorLoad load = new SelectorLoad(size);
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(address(port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      load.add(channel, channel);
    }
    return load;
  }

  /** Sockets that each send a datagram of {@code size} bytes at a time. */
  static SelectorLoad datagrams(int port, int count, int size) throws IOException {
    SelectorLoad load = new SelectorLoad(size);
    for (int i = 0; i < count; i++) {
      DatagramChannel channel = DatagramChannel.open().connect(address(port));
      load.add(channel, channel);
    }
    return load;
  }

  static SocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void add(SelectableChannel channel, ByteChannel bytes) throws IOException {
    SelectionKey key = channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
    key.attach(new Client(key, bytes));
  }

  @Override
  public int run(long nanos) throws IOException {
    end = System.nanoTime() + nanos;
    answered = 0;
    for (SelectionKey key : selector.keys()) {
      ((Client) key.attachment()).begin();
    }
    while (waiting > 0) {
      if (selector.select(PATIENCE_MILLIS) == 0) {
        throw new SocketTimeoutException("no answer for " + PATIENCE_MILLIS + " ms");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        Client client = (Client) key.attachment();
        if (key.isWritable()) {
          client.send();
        }
        if (key.isReadable()) {
          client.receive();
        }
      }
      selector.selectedKeys().clear();
    }
    return answered;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
