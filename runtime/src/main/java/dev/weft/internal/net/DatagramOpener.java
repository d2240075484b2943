package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.internal.task.TaskLoop;
import dev.weft.net.DatagramEndpoint;
import dev.weft.net.DatagramOptions;
import dev.weft.net.DatagramProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens datagram sockets. */
public final class DatagramOpener {

  private DatagramOpener() {}

  /** Opens a socket, and couples it to a new protocol. */
  @Async
  public static <P extends DatagramProtocol> Coroutine<DatagramEndpoint<P>> open(
      Supplier<? extends P> protocolFactory, DatagramOptions options) throws IOException {
    Objects.requireNonNull(protocolFactory, "protocolFactory");
    DatagramChannel channel =
        options.socket() != null ? adopt(options) : Await.of(openChannel(options));
    TaskLoop loop = TaskLoop.running();
    AsyncFuture<@Nullable Void> made = loop.createFuture();
    P protocol;
    DatagramSocketTransport transport;
    try {
      protocol = protocolFactory.get();
      transport = new DatagramSocketTransport(loop, channel, protocol);
    } catch (Throwable failure) {
      Connector.closeQuietly(channel);
      throw failure;
    }
    transport.start(
        () -> {
          if (!made.isDone()) {
            made.setResult(null);
          }
        });
    try {
      Await.of(made);
    } catch (Throwable cancelled) {
      transport.close();
      throw cancelled;
    }
    return Coroutine.of(new DatagramEndpoint<>(transport, protocol));
  }

  private static DatagramChannel adopt(DatagramOptions options) throws IOException {
    if (options.localAddress() != null
        || options.family() != null
        || options.reusePort()
        || options.allowBroadcast()) {
      throw new IllegalArgumentException(
          "the options of a socket that is open already cannot be given: set them on the socket");
    }
    DatagramChannel channel = Objects.requireNonNull(options.socket());
    TaskLoop.running().channels().requireUnclaimed(channel);
    channel.configureBlocking(false);
    return channel;
  }

  @Async
  private static Coroutine<DatagramChannel> openChannel(DatagramOptions options)
      throws IOException {
    InetSocketAddress remote =
        options.remoteAddress() == null
            ? null
            : Await.of(resolve(options.remoteAddress(), options.family()));
    ProtocolFamily family = remote == null ? options.family() : Names.familyOf(remote.getAddress());
    InetSocketAddress local =
        options.localAddress() == null ? null : Await.of(resolve(options.localAddress(), family));
    if (family == null && local != null) {
      family = Names.familyOf(local.getAddress());
    }
    SelectorProvider provider = TaskLoop.running().provider();
    DatagramChannel channel =
        family == null ? provider.openDatagramChannel() : provider.openDatagramChannel(family);
    try {
      channel.configureBlocking(false);
      setOptions(channel, options);
      bind(channel, local);
      if (remote != null) {
        channel.connect(remote);
      }
      return Coroutine.of(channel);
    } catch (Throwable failure) {
      Connector.closeQuietly(channel);
      throw failure;
    }
  }

  @Async
  private static Coroutine<InetSocketAddress> resolve(
      InetSocketAddress address, @Nullable ProtocolFamily family) throws IOException {
    return address.isUnresolved()
        ? Coroutine.of(
            Await.of(Names.resolve(address.getHostString(), address.getPort(), family)).get(0))
        : Coroutine.of(address);
  }

  private static void setOptions(DatagramChannel channel, DatagramOptions options)
      throws IOException {
    if (options.reusePort()) {
      if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        throw new IllegalArgumentException("reusePort: this system has no SO_REUSEPORT");
      }
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }
    if (options.allowBroadcast()) {
      channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
    }
  }

  private static void bind(DatagramChannel channel, @Nullable InetSocketAddress local)
      throws IOException {
    try {
      channel.bind(local);
    } catch (IOException failure) {
      throw NamedFailures.cannotBind(local, failure);
    }
  }
}
