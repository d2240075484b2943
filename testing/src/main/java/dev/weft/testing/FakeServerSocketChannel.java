package dev.weft.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A socket that listens in a {@link FakeNetwork}. */
final class FakeServerSocketChannel extends ServerSocketChannel implements FakeChannel {

  private static final int STANDARD_BACKLOG = 50; // the JDK's

  private final FakeNetwork network;
  private final FakeOptions options = new FakeOptions();
  private final Queue<FakeSocketChannel> waiting = new ArrayDeque<>(); // to be accepted
  private FakeHost host;
  private @Nullable InetSocketAddress address; // null until bound
  private int backlog;

  FakeServerSocketChannel(FakeNetwork network, FakeHost host) {
    super(network.provider());
    this.network = network;
    this.host = host;
  }

  @Override
  public ServerSocketChannel bind(@Nullable SocketAddress wanted, int backlog) throws IOException {
    requireOpen();
    if (address != null) {
      throw new AlreadyBoundException();
    }
    InetSocketAddress local = FakeNetwork.localAddress(wanted);
    host = network.hostThatBinds(local.getAddress(), host);
    address = host.listeners.bind(local, this);
    this.backlog = backlog > 0 ? backlog : STANDARD_BACKLOG;
    return this;
  }

  // ---- connections ----

  boolean hasRoom() {
    return waiting.size() < backlog;
  }

  void enqueue(FakeSocketChannel connection) {
    waiting.add(connection);
    network.poller().changed(this);
  }

  @Override
  public @Nullable SocketChannel accept() throws IOException {
    requireOpen();
    if (address == null) {
      throw new NotYetBoundException();
    }
    if (isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    return waiting.poll();
  }

  @Override
  public boolean isReadable() {
    return !waiting.isEmpty();
  }

  @Override
  public boolean isWritable() {
    return false;
  }

  /** Those who wait to be accepted are reset. */
  @Override
  protected void implCloseSelectableChannel() throws IOException {
    if (address != null) {
      host.listeners.unbind(address, this);
    }
    for (FakeSocketChannel connection : waiting) {
      connection.abort();
    }
    waiting.clear();
  }

  // ---- about the socket ----

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    requireOpen();
    return address;
  }

  @Override
  public <T> ServerSocketChannel setOption(SocketOption<T> option, T value) throws IOException {
    requireOpen();
    options.set(option, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    requireOpen();
    return options.get(option);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return FakeOptions.supported();
  }

  @Override
  public ServerSocket socket() {
    throw new UnsupportedOperationException("a channel of the fake network has no ServerSocket");
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public String toString() {
    return "<FakeServerSocketChannel " + address + (isOpen() ? "" : " closed") + ">";
  }
}
