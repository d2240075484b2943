package dev.weft.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One end of a connection in a {@link FakeNetwork}. */
final class FakeSocketChannel extends SocketChannel implements FakeChannel, FakePipe.End {

  /*
   * Overview.
   *
   *   NEW ──connect()──▶ CONNECTING ──finishConnect()──▶ CONNECTED
   *
   * An accepted connection begins as CONNECTED. The pipes are there as soon as the peer's kernel
   * has made the connection.
   *
   * The kernel keeps a closed connection for what is still under way: what is written arrives, and
   * data that comes is answered by a reset.
   */

  private enum State {
    NEW,
    CONNECTING,
    CONNECTED
  }

  /** Both directions of a connection, from this end. */
  private record Pipes(FakePipe incoming, FakePipe outgoing) {}

  private final FakeNetwork network;
  private final FakeOptions options = new FakeOptions();
  private FakeHost host;
  private State state = State.NEW;
  private @Nullable InetSocketAddress bound; // whose port is this socket's own
  private @Nullable InetSocketAddress local;
  private @Nullable InetSocketAddress remote;
  private @Nullable FakeHost peer;
  private @Nullable Pipes pipes;
  private boolean made; // the peer's kernel has answered
  private @Nullable SocketException failure;
  private boolean inputShut;
  private boolean outputShut;

  FakeSocketChannel(FakeNetwork network, FakeHost host) {
    super(network.provider());
    this.network = network;
    this.host = host;
  }

  // ---- connecting ----

  @Override
  public SocketChannel bind(@Nullable SocketAddress wanted) throws IOException {
    requireOpen();
    if (local != null) {
      throw new AlreadyBoundException();
    }
    InetSocketAddress address = FakeNetwork.localAddress(wanted);
    host = network.hostThatBinds(address.getAddress(), host);
    bound = host.clients.bind(address, this);
    local = bound;
    return this;
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    requireOpen();
    requireNonBlocking();
    if (state == State.CONNECTING) {
      throw new ConnectionPendingException();
    }
    if (state == State.CONNECTED) {
      throw new AlreadyConnectedException();
    }
    InetSocketAddress target = FakeNetwork.remoteAddress(address);
    if (local == null) {
      bind(host.localFor(target));
    } else if (local.getAddress().isAnyLocalAddress()) {
      local = new InetSocketAddress(host.localFor(target).getAddress(), local.getPort());
    }
    remote = target;
    state = State.CONNECTING;
    new FakeDial(network, this, host, target).start();
    return false;
  }

  /** The peer's kernel makes the connection, whose other end is {@code accepted}. */
  void connectTo(FakeSocketChannel accepted, FakeLink there, FakeLink back) {
    FakePipe outgoing = new FakePipe(network.poller(), there, this, accepted);
    FakePipe incoming = new FakePipe(network.poller(), back, accepted, this);
    couple(new Pipes(incoming, outgoing), accepted);
    accepted.couple(new Pipes(outgoing, incoming), this);
    accepted.local = remote;
    accepted.remote = local;
    accepted.state = State.CONNECTED;
    incoming.sendConnected();
  }

  private void couple(Pipes pipes, FakeSocketChannel other) {
    this.pipes = pipes;
    peer = other.host;
    network.noteConnected(this);
  }

  boolean isBetween(FakeHost one, FakeHost other) {
    return (host == one && peer == other) || (host == other && peer == one);
  }

  @Override
  public void connected() {
    made = true;
    changed();
  }

  /** The connection cannot be made. */
  void fail(SocketException cause) {
    failure = cause;
    changed();
  }

  @Override
  public boolean finishConnect() throws IOException {
    requireOpen();
    if (state == State.NEW) {
      throw new NoConnectionPendingException();
    }
    if (!made && !isConnected() && failure != null) {
      close();
      throw failure;
    }
    if (made) {
      state = State.CONNECTED;
    }
    return isConnected();
  }

  @Override
  public boolean isConnected() {
    return state == State.CONNECTED;
  }

  @Override
  public boolean isConnectionPending() {
    return state == State.CONNECTING;
  }

  // ---- what the pipes tell ----

  @Override
  public void changed() {
    network.poller().changed(this);
  }

  @Override
  public void reset() {
    fail(new SocketException("Connection reset"));
  }

  @Override
  public boolean accepts() {
    if (!isOpen() && pipes != null) {
      pipes.outgoing.sendReset();
    }
    return isOpen();
  }

  // ---- for the poller ----

  @Override
  public boolean isReadable() {
    return isConnected()
        && pipes != null
        && (inputShut || failure != null || pipes.incoming.hasData() || pipes.incoming.hasEnded());
  }

  @Override
  public boolean isWritable() {
    return failure != null
        || (isConnected() ? outputShut || pipes != null && pipes.outgoing.hasRoom() : made);
  }

  // ---- reading and writing ----

  private Pipes connectedPipes() throws IOException {
    requireOpen();
    requireNonBlocking();
    if (!isConnected() || pipes == null) {
      throw new NotYetConnectedException();
    }
    return pipes;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    FakePipe incoming = connectedPipes().incoming;
    if (inputShut) {
      return -1;
    }
    if (incoming.hasData()) {
      return incoming.read(target);
    }
    if (failure != null) {
      throw failure;
    }
    return incoming.hasEnded() ? -1 : 0;
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      if (targets[i].hasRemaining()) {
        int count = read(targets[i]);
        if (count < 0 && total == 0) {
          return count;
        }
        total += Math.max(count, 0);
        if (targets[i].hasRemaining()) {
          break;
        }
      }
    }
    return total;
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    FakePipe outgoing = connectedPipes().outgoing;
    if (outputShut) {
      throw new ClosedChannelException();
    }
    if (failure != null) {
      throw failure;
    }
    return outgoing.write(data);
  }

  @Override
  public long write(ByteBuffer[] data, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      total += write(data[i]);
      if (data[i].hasRemaining()) {
        break;
      }
    }
    return total;
  }

  // ---- the end ----

  @Override
  public SocketChannel shutdownInput() throws IOException {
    connectedPipes();
    inputShut = true;
    changed();
    return this;
  }

  @Override
  public SocketChannel shutdownOutput() throws IOException {
    connectedPipes().outgoing.end();
    outputShut = true;
    return this;
  }

  /** As TCP does: what is left unread resets the connection, and so does no time to linger. */
  @Override
  protected void implCloseSelectableChannel() {
    if (bound != null) {
      host.clients.unbind(bound, this);
    }
    network.noteClosed(this);
    if (pipes != null && failure == null) {
      if (pipes.incoming.hasData() || options.get(StandardSocketOptions.SO_LINGER) == 0) {
        pipes.outgoing.sendReset();
      } else {
        pipes.outgoing.end();
      }
    }
  }

  /** Closes the connection at once, and resets it. */
  void abort() throws IOException {
    options.set(StandardSocketOptions.SO_LINGER, 0);
    close();
  }

  // ---- about the socket ----

  @Override
  public @Nullable SocketAddress getRemoteAddress() throws IOException {
    requireOpen();
    return isConnected() ? remote : null;
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    requireOpen();
    return local;
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> option, T value) throws IOException {
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
  public Socket socket() {
    throw new UnsupportedOperationException("a channel of the fake network has no Socket");
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private void requireNonBlocking() {
    if (isBlocking()) {
      throw new IllegalBlockingModeException();
    }
  }

  @Override
  public String toString() {
    return "<FakeSocketChannel " + local + " -> " + remote + (isOpen() ? "" : " closed") + ">";
  }
}
