package dev.weft.testing;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a {@link FakeHost}, of one protocol, and who has them.
 *
 * @param <S> the sockets
 */
final class FakePorts<S> {

  /** Where the ports begin that nobody has asked for: IANA's number (RFC 6335, section 6). */
  private static final int FIRST_EPHEMERAL = 49_152;

  private static final int LAST = 65_535;

  private record Binding<S>(InetAddress address, S socket) {

    /** Whether one of the two is for all addresses, or both for the same. */
    boolean overlaps(InetAddress other) {
      return address.isAnyLocalAddress() || other.isAnyLocalAddress() || address.equals(other);
    }
  }

  private final Map<Integer, List<Binding<S>>> bindings = new TreeMap<>();
  private int nextEphemeral = FIRST_EPHEMERAL;

  /**
   * Gives {@code socket} an address.
   *
   * @param wanted with port 0 for any
   * @return the address with the port
   * @throws BindException if another socket has it
   */
  InetSocketAddress bind(InetSocketAddress wanted, S socket) throws BindException {
    InetAddress address = wanted.getAddress();
    int port = wanted.getPort() == 0 ? freePort(address) : wanted.getPort();
    if (isTaken(address, port)) {
      throw new BindException("Address already in use");
    }
    bindings.computeIfAbsent(port, key -> new ArrayList<>()).add(new Binding<>(address, socket));
    return new InetSocketAddress(address, port);
  }

  private int freePort(InetAddress address) throws BindException {
    for (int tried = FIRST_EPHEMERAL; tried <= LAST; tried++) {
      int port = nextEphemeral;
      nextEphemeral = port == LAST ? FIRST_EPHEMERAL : port + 1;
      if (!isTaken(address, port)) {
        return port;
      }
    }
    throw new BindException("No free port");
  }

  private boolean isTaken(InetAddress address, int port) {
    return bindings.getOrDefault(port, List.of()).stream()
        .anyMatch(binding -> binding.overlaps(address));
  }

  /** The socket that has {@code address}, or null. */
  @Nullable S find(InetSocketAddress address) {
    return bindings.getOrDefault(address.getPort(), List.of()).stream()
        .filter(binding -> binding.overlaps(address.getAddress()))
        .map(Binding::socket)
        .findFirst()
        .orElse(null);
  }

  void unbind(InetSocketAddress address, S socket) {
    bindings.computeIfPresent(
        address.getPort(),
        (port, sockets) -> {
          sockets.removeIf(binding -> binding.socket() == socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }
}
