package dev.weft.net;

import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect to, and how: what {@code create_connection} has keyword arguments for. Begin
 * with one of the static methods and change what differs; objects do not change.
 *
 * <pre>{@code
 * ConnectOptions.to("example.org", 80).happyEyeballsDelay(Duration.ofMillis(250))
 * }</pre>
 */
public final class ConnectOptions implements Cloneable {

  private @Nullable String host;
  private int port;
  private @Nullable UnixDomainSocketAddress unixAddress;
  private @Nullable SocketChannel socket;
  private @Nullable ProtocolFamily family;
  private @Nullable InetSocketAddress localAddress;
  private @Nullable Duration happyEyeballsDelay;
  private int interleave;
  private @Nullable TlsOptions tls;
  private int limit = StreamReader.DEFAULT_LIMIT;

  private ConnectOptions() {}

  private ConnectOptions with(Consumer<ConnectOptions> change) {
    try {
      ConnectOptions changed = (ConnectOptions) clone();
      change.accept(changed);
      return changed;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- where to ----

  /**
   * To a TCP port of a host.
   *
   * @param host a name or an address
   * @param port 1 to 65535
   */
  public static ConnectOptions to(String host, int port) {
    Objects.requireNonNull(host, "host");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
    return new ConnectOptions()
        .with(
            options -> {
              options.host = host;
              options.port = port;
            });
  }

  /** To a TCP address, resolved or not. */
  public static ConnectOptions to(InetSocketAddress address) {
    String host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    return to(host, address.getPort());
  }

  /** To a Unix domain socket. */
  public static ConnectOptions toUnix(Path path) {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    return new ConnectOptions().with(options -> options.unixAddress = address);
  }

  /**
   * Over a socket that is connected already, TCP or Unix. It becomes the transport's, which puts it
   * into non-blocking mode.
   */
  public static ConnectOptions over(SocketChannel socket) {
    Objects.requireNonNull(socket, "socket");
    return new ConnectOptions().with(options -> options.socket = socket);
  }

  /** The host to connect to, or null. */
  public @Nullable String host() {
    return host;
  }

  /** The port to connect to; 0 if there is no host. */
  public int port() {
    return port;
  }

  /** The Unix domain socket to connect to, or null. */
  public @Nullable UnixDomainSocketAddress unixAddress() {
    return unixAddress;
  }

  /** The connected socket to use, or null. */
  public @Nullable SocketChannel socket() {
    return socket;
  }

  // ---- how ----

  /** Uses only addresses of this family: {@code INET} or {@code INET6}; null for either. */
  public ConnectOptions family(@Nullable StandardProtocolFamily family) {
    return with(options -> options.family = family);
  }

  /** The family of addresses to use; null for either. */
  public @Nullable ProtocolFamily family() {
    return family;
  }

  /** Connects from this address of this machine; with port 0 from any free port. Null for any. */
  public ConnectOptions localAddress(@Nullable InetSocketAddress localAddress) {
    return with(options -> options.localAddress = localAddress);
  }

  /** The address to connect from, or null. */
  public @Nullable InetSocketAddress localAddress() {
    return localAddress;
  }

  /**
   * Races the addresses of the host (Happy Eyeballs, RFC 8305): when one has neither connected nor
   * failed after this time, the next is tried beside it, and the first that connects is used. The
   * RFC recommends 250 ms. Null for one after the other, which is the default.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public ConnectOptions happyEyeballsDelay(@Nullable Duration delay) {
    if (delay != null && delay.isNegative()) {
      throw new IllegalArgumentException("the Happy Eyeballs delay is negative: " + delay);
    }
    return with(options -> options.happyEyeballsDelay = delay);
  }

  /** When the next address is tried beside the one before; null for when that has failed. */
  public @Nullable Duration happyEyeballsDelay() {
    return happyEyeballsDelay;
  }

  /**
   * Reorders the addresses of the host by family: after this many of the first family, the families
   * take turns ("First Address Family Count" of RFC 8305). 0 keeps the resolver's order. The
   * default is 1 with a Happy Eyeballs delay, otherwise 0.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public ConnectOptions interleave(int firstFamilyCount) {
    if (firstFamilyCount < 0) {
      throw new IllegalArgumentException("interleave is negative: " + firstFamilyCount);
    }
    return with(options -> options.interleave = firstFamilyCount + 1);
  }

  /** How many addresses of the first family come before the families take turns; 0 for no order. */
  public int interleave() {
    boolean chosen = interleave > 0; // kept plus one, so that 0 says that nobody chose
    return chosen ? interleave - 1 : happyEyeballsDelay == null ? 0 : 1;
  }

  /**
   * The connection speaks TLS; null, the default, for none. The name that the certificate is
   * checked against is the host, unless {@link TlsOptions#serverHostName(String)} gives another.
   */
  public ConnectOptions tls(@Nullable TlsOptions tls) {
    return with(options -> options.tls = tls);
  }

  /** How to speak TLS, or null. */
  public @Nullable TlsOptions tls() {
    return tls;
  }

  /**
   * How much a {@link StreamReader} of the connection buffers; see {@link StreamReader}. Only for
   * streams. The default is 64 KiB.
   *
   * @throws IllegalArgumentException unless it is 1 or more
   */
  public ConnectOptions limit(int bytes) {
    StreamReader.requireLimit(bytes);
    return with(options -> options.limit = bytes);
  }

  /** How much a {@link StreamReader} of the connection buffers, in bytes. */
  public int limit() {
    return limit;
  }

  @Override
  public String toString() {
    if (socket != null) {
      return socket.toString();
    }
    return unixAddress != null ? unixAddress.toString() : host + ":" + port;
  }
}
