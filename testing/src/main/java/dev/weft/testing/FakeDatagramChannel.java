package dev.weft.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.MembershipKey;
import java.nio.channels.NotYetConnectedException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A datagram socket of a {@link FakeNetwork}. */
final class FakeDatagramChannel extends DatagramChannel implements FakeChannel {

  /** What IPv4 and UDP leave of 64 KiB for a datagram's content. */
  private static final int MOST = 65_507;

  /** How much may wait to be received before more is lost: what Linux sets. */
  private static final int RECEIVE_BUFFER = 212_992;

  private record Datagram(byte[] data, InetSocketAddress sender) {}

  private final FakeNetwork network;
  private final FakeOptions options = new FakeOptions();
  private final Queue<Datagram> arrived = new ArrayDeque<>();
  private int arrivedBytes;
  private FakeHost host;
  private @Nullable InetSocketAddress bound;
  private @Nullable InetSocketAddress local;
  private @Nullable InetSocketAddress remote; // null unless connected
  private boolean refused; // the peer's kernel has said that nobody receives there

  FakeDatagramChannel(FakeNetwork network, FakeHost host) {
    super(network.provider());
    this.network = network;
    this.host = host;
  }

  // ---- addresses ----

  @Override
  public DatagramChannel bind(@Nullable SocketAddress wanted) throws IOException {
    requireOpen();
    if (bound != null) {
      throw new AlreadyBoundException();
    }
    InetSocketAddress address = FakeNetwork.localAddress(wanted);
    host = network.hostThatBinds(address.getAddress(), host);
    bound = host.datagrams.bind(address, this);
    local = bound;
    return this;
  }

  @Override
  public DatagramChannel connect(SocketAddress address) throws IOException {
    requireOpen();
    if (remote != null) {
      throw new AlreadyConnectedException();
    }
    InetSocketAddress target = FakeNetwork.remoteAddress(address);
    local = localFor(target);
    remote = target;
    arrived.clear();
    arrivedBytes = 0;
    return this;
  }

  /** The address from which {@code target} is reached. Binds the socket if it is not bound. */
  private InetSocketAddress localFor(InetSocketAddress target) throws IOException {
    if (bound == null) {
      bind(null);
    }
    InetSocketAddress own = local;
    return own.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(host.localFor(target).getAddress(), own.getPort())
        : own;
  }

  @Override
  public DatagramChannel disconnect() throws IOException {
    requireOpen();
    remote = null;
    refused = false;
    return this;
  }

  @Override
  public boolean isConnected() {
    return remote != null;
  }

  // ---- sending ----

  @Override
  public int send(ByteBuffer data, SocketAddress address) throws IOException {
    requireOpen();
    InetSocketAddress target = FakeNetwork.remoteAddress(address);
    if (remote != null && !remote.equals(target)) {
      throw new AlreadyConnectedException();
    }
    int size = data.remaining();
    if (size > MOST) {
      throw new SocketException("Message too long");
    }
    byte[] content = new byte[size];
    data.get(content);
    send(new Datagram(content, localFor(target)), target);
    return size;
  }

  private void send(Datagram datagram, InetSocketAddress target) {
    FakeHost receiver = network.findHost(target.getAddress(), host);
    if (receiver == null) {
      return; // as routers do
    }
    FakeLink link = network.link(host, receiver);
    int copies = link.duplicates() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (!link.loses()) {
        int size = datagram.data.length;
        network.poller().at(link.arrival(size), () -> arrive(datagram, receiver, target, link));
      }
    }
  }

  private void arrive(
      Datagram datagram, FakeHost receiver, InetSocketAddress target, FakeLink link) {
    FakeDatagramChannel socket = receiver.datagrams.find(target);
    if (link.isCut()) {
      return;
    }
    if (socket != null) {
      socket.receive(datagram);
    } else if (target.equals(remote)) {
      refuse(network.link(receiver, host));
    }
  }

  /** Only a socket that is connected is told that nobody has received what it sent. */
  private void refuse(FakeLink back) {
    if (!back.isCut()) {
      network
          .poller()
          .at(
              back.arrival(0),
              () -> {
                refused = true;
                network.poller().changed(this);
              });
    }
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    if (remote == null) {
      throw new NotYetConnectedException();
    }
    return send(data, remote);
  }

  @Override
  public long write(ByteBuffer[] data, int offset, int length) throws IOException {
    int size = 0;
    for (int i = offset; i < offset + length; i++) {
      size += data[i].remaining();
    }
    ByteBuffer whole = ByteBuffer.allocate(size);
    for (int i = offset; i < offset + length; i++) {
      whole.put(data[i]);
    }
    return write(whole.flip());
  }

  // ---- receiving ----

  private void receive(Datagram datagram) {
    boolean expected = remote == null || remote.equals(datagram.sender);
    if (expected && arrivedBytes + datagram.data.length <= RECEIVE_BUFFER) {
      arrived.add(datagram);
      arrivedBytes += datagram.data.length;
      network.poller().changed(this);
    }
  }

  @Override
  public @Nullable SocketAddress receive(ByteBuffer target) throws IOException {
    requireOpen();
    if (isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    if (refused) {
      refused = false;
      throw new PortUnreachableException("Connection refused");
    }
    Datagram datagram = arrived.poll();
    if (datagram == null) {
      return null;
    }
    arrivedBytes -= datagram.data.length;
    target.put(datagram.data, 0, Math.min(datagram.data.length, target.remaining()));
    return datagram.sender;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (remote == null) {
      throw new NotYetConnectedException();
    }
    int before = target.remaining();
    receive(target);
    return before - target.remaining();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(MOST);
    int size = read(whole);
    whole.flip();
    for (int i = offset; i < offset + length && whole.hasRemaining(); i++) {
      int count = Math.min(whole.remaining(), targets[i].remaining());
      targets[i].put(whole.slice(whole.position(), count));
      whole.position(whole.position() + count);
    }
    return size - whole.remaining();
  }

  @Override
  public boolean isReadable() {
    return refused || !arrived.isEmpty();
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  // ---- about the socket ----

  @Override
  protected void implCloseSelectableChannel() {
    if (bound != null) {
      host.datagrams.unbind(bound, this);
    }
  }

  @Override
  public @Nullable SocketAddress getRemoteAddress() throws IOException {
    requireOpen();
    return remote;
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    requireOpen();
    return local;
  }

  @Override
  public <T> DatagramChannel setOption(SocketOption<T> option, T value) throws IOException {
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
  public DatagramSocket socket() {
    throw new UnsupportedOperationException("a channel of the fake network has no DatagramSocket");
  }

  @Override
  public MembershipKey join(InetAddress group, NetworkInterface networkInterface) {
    throw noMulticast();
  }

  @Override
  public MembershipKey join(
      InetAddress group, NetworkInterface networkInterface, InetAddress source) {
    throw noMulticast();
  }

  private static UnsupportedOperationException noMulticast() {
    return new UnsupportedOperationException(
        "the fake network has no multicast: send to each receiver");
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
    return "<FakeDatagramChannel " + local + (isOpen() ? "" : " closed") + ">";
  }
}
