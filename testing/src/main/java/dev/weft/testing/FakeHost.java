package dev.weft.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A host of a {@link FakeNetwork}, with the ports of its protocols. */
final class FakeHost {

  final FakePorts<FakeServerSocketChannel> listeners = new FakePorts<>();
  final FakePorts<FakeSocketChannel> clients = new FakePorts<>(); // of connections made from here
  final FakePorts<FakeDatagramChannel> datagrams = new FakePorts<>();
  private final String name;
  private final InetAddress address;

  FakeHost(String name, InetAddress address) {
    this.name = name;
    this.address = address;
  }

  String name() {
    return name;
  }

  InetAddress address() {
    return address;
  }

  /** From where this host reaches {@code remote}, with any port. */
  InetSocketAddress localFor(InetSocketAddress remote) {
    InetAddress target = remote.getAddress();
    return new InetSocketAddress(target.isLoopbackAddress() ? target : address, 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
