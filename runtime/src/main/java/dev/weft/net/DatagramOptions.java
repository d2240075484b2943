package dev.weft.net;

import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which datagram socket to open, and how: what {@code create_datagram_endpoint} has keyword
 * arguments for. Begin with one of the static methods and change what differs; objects do not
 * change.
 *
 * <pre>{@code
 * DatagramOptions.on("0.0.0.0", 5353).reusePort(true)
 * }</pre>
 *
 * <p>asyncio's {@code reuse_address} is left out, as in Python since 3.11: with datagrams it would
 * let others of the same user take the port over. Unix domain sockets for datagrams are not in the
 * JDK.
 */
public final class DatagramOptions implements Cloneable {

  private @Nullable InetSocketAddress localAddress;
  private @Nullable InetSocketAddress remoteAddress;
  private @Nullable DatagramChannel socket;
  private @Nullable ProtocolFamily family;
  private boolean reusePort;
  private boolean allowBroadcast;

  private DatagramOptions() {}

  private DatagramOptions with(Consumer<DatagramOptions> change) {
    try {
      DatagramOptions changed = (DatagramOptions) clone();
      change.accept(changed);
      return changed;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- which ----

  /**
   * A socket that receives on an address of this machine and sends to anybody.
   *
   * @param host a name or an address; empty for all interfaces
   * @param port 1 to 65535; 0 for any free one
   */
  public static DatagramOptions on(String host, int port) {
    return new DatagramOptions().localAddress(address(host.isEmpty() ? "0.0.0.0" : host, port));
  }

  /**
   * A socket that sends to one address and receives only from there.
   *
   * @param host a name or an address
   * @param port 1 to 65535
   */
  public static DatagramOptions to(String host, int port) {
    InetSocketAddress remote = address(host, port);
    return new DatagramOptions().with(options -> options.remoteAddress = remote);
  }

  /**
   * A socket that is open already, bound or connected or neither. It becomes the transport's, which
   * puts it into non-blocking mode.
   */
  public static DatagramOptions over(DatagramChannel socket) {
    Objects.requireNonNull(socket, "socket");
    return new DatagramOptions().with(options -> options.socket = socket);
  }

  private static InetSocketAddress address(String host, int port) {
    return InetSocketAddress.createUnresolved(Objects.requireNonNull(host, "host"), port);
  }

  /** The address to receive on, or null for any. */
  public @Nullable InetSocketAddress localAddress() {
    return localAddress;
  }

  /** The address to send to and receive from, or null for any. */
  public @Nullable InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  /** The open socket to use, or null. */
  public @Nullable DatagramChannel socket() {
    return socket;
  }

  // ---- how ----

  /** Receives on this address of this machine, resolved or not; null for any. */
  public DatagramOptions localAddress(@Nullable InetSocketAddress address) {
    return with(options -> options.localAddress = address);
  }

  /** Uses only addresses of this family: {@code INET} or {@code INET6}; null for either. */
  public DatagramOptions family(@Nullable StandardProtocolFamily family) {
    return with(options -> options.family = family);
  }

  /** The family of addresses to use; null for either. */
  public @Nullable ProtocolFamily family() {
    return family;
  }

  /**
   * Whether others may receive on the same port too, if they also allow it ({@code SO_REUSEPORT}).
   * The default is false. Not every system can.
   */
  public DatagramOptions reusePort(boolean reuse) {
    return with(options -> options.reusePort = reuse);
  }

  /** Whether to share the port. */
  public boolean reusePort() {
    return reusePort;
  }

  /** Whether to allow sending to broadcast addresses. The default is false. */
  public DatagramOptions allowBroadcast(boolean allow) {
    return with(options -> options.allowBroadcast = allow);
  }

  /** Whether to allow sending to broadcast addresses. */
  public boolean allowBroadcast() {
    return allowBroadcast;
  }
}
