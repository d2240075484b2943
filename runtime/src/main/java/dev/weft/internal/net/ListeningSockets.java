package dev.weft.internal.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.internal.task.TaskLoop;
import dev.weft.net.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sockets that a server listens on, all of them or none. */
final class ListeningSockets {

  private final SelectorProvider provider = TaskLoop.running().provider();
  private final ServerOptions options;
  private final List<ServerSocketChannel> channels = new ArrayList<>();
  private Runnable afterClose = () -> {};

  private ListeningSockets(ServerOptions options) {
    this.options = options;
  }

  /** Opens and binds what {@code options} ask for. */
  @Async
  static Coroutine<ListeningSockets> open(ServerOptions options) throws IOException {
    ListeningSockets sockets = new ListeningSockets(options);
    try {
      Await.of(sockets.openAll());
    } catch (Throwable failure) {
      sockets.close();
      throw failure;
    }
    return Coroutine.of(sockets);
  }

  List<ServerSocketChannel> channels() {
    return channels;
  }

  /** What is left to do when the sockets were closed. */
  Runnable afterClose() {
    return afterClose;
  }

  void close() {
    channels.forEach(Connector::closeQuietly);
    afterClose.run();
  }

  @Async
  private Coroutine<@Nullable Void> openAll() throws IOException {
    ServerSocketChannel given = options.socket();
    UnixDomainSocketAddress unix = options.unixAddress();
    if (given != null) {
      adopt(given);
    } else if (unix != null) {
      openUnix(unix);
    } else if (options.hosts().isEmpty()) {
      openInet(options.family(), new InetSocketAddress(options.port()));
    } else {
      Set<InetSocketAddress> addresses = new LinkedHashSet<>();
      for (String host : options.hosts()) {
        addresses.addAll(Await.of(Names.resolve(host, options.port(), options.family())));
      }
      for (InetSocketAddress address : addresses) {
        openInet(Names.familyOf(address.getAddress()), address);
      }
    }
    return Coroutine.done();
  }

  private void adopt(ServerSocketChannel given) throws IOException {
    requireNoFamily();
    TaskLoop.running().channels().requireUnclaimed(given);
    SocketAddress address = given.getLocalAddress();
    if (address == null) {
      throw new IllegalArgumentException(given + " is not bound: call bind first");
    }
    given.configureBlocking(false);
    channels.add(given);
    if (address instanceof UnixDomainSocketAddress unix) {
      afterClose = SocketFile.remover(unix.getPath());
    }
  }

  private void requireNoFamily() {
    if (options.family() != null) {
      throw new IllegalArgumentException("family is for hosts: the socket has its own");
    }
  }

  private void openUnix(UnixDomainSocketAddress address) throws IOException {
    requireNoFamily();
    SocketFile.removeStale(address.getPath());
    bind(add(provider.openServerSocketChannel(StandardProtocolFamily.UNIX)), address);
    afterClose = SocketFile.remover(address.getPath());
  }

  /** Opens a socket; without a family and on all interfaces, one for IPv4 and IPv6 if it can. */
  private void openInet(@Nullable ProtocolFamily family, InetSocketAddress address)
      throws IOException {
    ServerSocketChannel channel =
        add(
            family == null
                ? provider.openServerSocketChannel()
                : provider.openServerSocketChannel(family));
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, options.reuseAddress());
    if (options.reusePort()) {
      requireReusePort(channel);
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }
    bind(channel, address);
  }

  private static void requireReusePort(ServerSocketChannel channel) {
    if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
      throw new IllegalArgumentException("this system has no SO_REUSEPORT: leave reusePort out");
    }
  }

  private ServerSocketChannel add(ServerSocketChannel channel) throws IOException {
    channels.add(channel);
    channel.configureBlocking(false);
    return channel;
  }

  private void bind(ServerSocketChannel channel, SocketAddress address) throws IOException {
    try {
      channel.bind(address, options.backlog());
    } catch (IOException failure) {
      throw NamedFailures.cannotBind(address, failure);
    }
  }
}
