package dev.weft.net;

import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen, and how: what {@code create_server} has keyword arguments for. Begin with one of
 * the static methods and change what differs; objects do not change.
 *
 * <pre>{@code
 * ServerOptions.on("localhost", 8080).backlog(1000)
 * }</pre>
 */
public final class ServerOptions implements Cloneable {

  private List<String> hosts = List.of();
  private int port;
  private @Nullable UnixDomainSocketAddress unixAddress;
  private @Nullable ServerSocketChannel socket;
  private @Nullable ProtocolFamily family;
  private int backlog = 100;
  private boolean reuseAddress = !System.getProperty("os.name").startsWith("Windows");
  private boolean reusePort;
  private boolean startServing = true;
  private @Nullable TlsOptions tls;
  private int limit = StreamReader.DEFAULT_LIMIT;

  private ServerOptions() {}

  private ServerOptions with(Consumer<ServerOptions> change) {
    try {
      ServerOptions changed = (ServerOptions) clone();
      change.accept(changed);
      return changed;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- where ----

  /**
   * On a TCP port of all interfaces, IPv4 and IPv6.
   *
   * @param port 1 to 65535; 0 for any free one
   */
  public static ServerOptions on(int port) {
    return on(List.of(), port);
  }

  /**
   * On a TCP port of all addresses of {@code host}.
   *
   * @param host a name or an address; empty for all interfaces
   * @param port 1 to 65535; 0 for any free one
   */
  public static ServerOptions on(String host, int port) {
    return on(host.isEmpty() ? List.of() : List.of(host), port);
  }

  /**
   * On a TCP port of all addresses of all {@code hosts}, each address once.
   *
   * @param hosts names or addresses; none for all interfaces
   * @param port 1 to 65535; 0 for any free one, which may be another one for each address
   */
  public static ServerOptions on(Collection<String> hosts, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
    List<String> distinct = List.copyOf(new LinkedHashSet<>(hosts));
    return new ServerOptions()
        .with(
            options -> {
              options.hosts = distinct;
              options.port = port;
            });
  }

  /**
   * On a Unix domain socket. A socket file that is left from before is replaced; another file is
   * not. The file is removed when the server is closed, unless it is another one by then.
   */
  public static ServerOptions onUnix(Path path) {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    return new ServerOptions().with(options -> options.unixAddress = address);
  }

  /**
   * On a socket that is bound already, TCP or Unix. It becomes the server's, which puts it into
   * non-blocking mode, and removes the file of a Unix socket as one that it has made itself.
   */
  public static ServerOptions over(ServerSocketChannel socket) {
    Objects.requireNonNull(socket, "socket");
    return new ServerOptions().with(options -> options.socket = socket);
  }

  /** The hosts on whose addresses to listen; empty for all interfaces, or if there is a socket. */
  public List<String> hosts() {
    return hosts;
  }

  /** The port to listen on; 0 for any. */
  public int port() {
    return port;
  }

  /** The Unix domain socket to listen on, or null. */
  public @Nullable UnixDomainSocketAddress unixAddress() {
    return unixAddress;
  }

  /** The bound socket to use, or null. */
  public @Nullable ServerSocketChannel socket() {
    return socket;
  }

  // ---- how ----

  /** Listens only on addresses of this family: {@code INET} or {@code INET6}; null for both. */
  public ServerOptions family(@Nullable StandardProtocolFamily family) {
    return with(options -> options.family = family);
  }

  /** The family of addresses to listen on; null for both. */
  public @Nullable ProtocolFamily family() {
    return family;
  }

  /**
   * How many connections may wait to be accepted, and how many are accepted in one pass. The
   * default is 100.
   *
   * @throws IllegalArgumentException unless it is 1 or more
   */
  public ServerOptions backlog(int connections) {
    if (connections < 1) {
      throw new IllegalArgumentException("the backlog must be 1 or more: " + connections);
    }
    return with(options -> options.backlog = connections);
  }

  /** How many connections may wait to be accepted. */
  public int backlog() {
    return backlog;
  }

  /**
   * Whether to listen on a port at which connections of an earlier server have not timed out yet
   * ({@code SO_REUSEADDR}). The default is true, except on Windows, where it means something else.
   */
  public ServerOptions reuseAddress(boolean reuse) {
    return with(options -> options.reuseAddress = reuse);
  }

  /** Whether to listen on a port that is not free for long. */
  public boolean reuseAddress() {
    return reuseAddress;
  }

  /**
   * Whether others may listen on the same port too, if they also allow it, and share its
   * connections ({@code SO_REUSEPORT}). The default is false. Not every system can.
   */
  public ServerOptions reusePort(boolean reuse) {
    return with(options -> options.reusePort = reuse);
  }

  /** Whether to share the port. */
  public boolean reusePort() {
    return reusePort;
  }

  /**
   * Whether to accept connections at once; the default. If not, they wait until {@link
   * Server#startServing} or {@link Server#serveForever}: at most as many as the backlog holds.
   */
  public ServerOptions startServing(boolean start) {
    return with(options -> options.startServing = start);
  }

  /** Whether to accept connections at once. */
  public boolean startServing() {
    return startServing;
  }

  /** The connections speak TLS, with the context's key; null, the default, for none. */
  public ServerOptions tls(@Nullable TlsOptions tls) {
    return with(options -> options.tls = tls);
  }

  /** How to speak TLS, or null. */
  public @Nullable TlsOptions tls() {
    return tls;
  }

  /**
   * How much the {@link StreamReader} of each connection buffers; see {@link StreamReader}. Only
   * for streams. The default is 64 KiB.
   *
   * @throws IllegalArgumentException unless it is 1 or more
   */
  public ServerOptions limit(int bytes) {
    StreamReader.requireLimit(bytes);
    return with(options -> options.limit = bytes);
  }

  /** How much the {@link StreamReader} of each connection buffers, in bytes. */
  public int limit() {
    return limit;
  }
}
