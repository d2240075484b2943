package dev.weft.testing;

import dev.weft.spi.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The names of the hosts of a {@link FakeNetwork}, or the system's while it is not there. */
final class FakeNames implements Resolver {

  private final FakeNetwork network;
  private final Resolver system;

  FakeNames(FakeNetwork network, Resolver system) {
    this.network = network;
    this.system = system;
  }

  @Override
  public boolean mayBlock() {
    return !network.isThere() && system.mayBlock();
  }

  @Override
  public List<InetAddress> addresses(String host) throws UnknownHostException {
    return network.isThere() ? List.of(network.resolve(host)) : system.addresses(host);
  }

  @Override
  public String name(InetAddress address) {
    return network.isThere() ? network.nameOf(address) : system.name(address);
  }
}
