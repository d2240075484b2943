package dev.weft.testing;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Opens the sockets of a {@link FakeNetwork}, as long as it is there. What has no network, pipes
 * and Unix domain sockets, is the system's.
 */
final class FakeProvider extends SelectorProvider {

  private final FakeNetwork network;
  private final SelectorProvider system = SelectorProvider.provider();

  FakeProvider(FakeNetwork network) {
    this.network = network;
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    return network.isThere()
        ? new FakeSocketChannel(network, network.currentHost())
        : system.openSocketChannel();
  }

  @Override
  public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
    return isOfNetwork(family) ? openSocketChannel() : system.openSocketChannel(family);
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    return network.isThere()
        ? new FakeServerSocketChannel(network, network.currentHost())
        : system.openServerSocketChannel();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
    return isOfNetwork(family) ? openServerSocketChannel() : system.openServerSocketChannel(family);
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    return network.isThere()
        ? new FakeDatagramChannel(network, network.currentHost())
        : system.openDatagramChannel();
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    return isOfNetwork(family) ? openDatagramChannel() : system.openDatagramChannel(family);
  }

  private boolean isOfNetwork(ProtocolFamily family) {
    return network.isThere() && family != StandardProtocolFamily.UNIX;
  }

  @Override
  public Pipe openPipe() throws IOException {
    return system.openPipe();
  }

  @Override
  public AbstractSelector openSelector() throws IOException {
    return system.openSelector();
  }
}
