package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Waited;
import dev.weft.Weft;
import dev.weft.When;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.Channels;
import dev.weft.internal.task.TaskLoop;
import dev.weft.internal.tls.TlsEngines;
import dev.weft.net.ConnectOptions;
import dev.weft.net.Connection;
import dev.weft.net.StreamProtocol;
import dev.weft.net.TlsOptions;
import dev.weft.net.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Makes connections to others. */
public final class Connector {

  private final TaskLoop loop = TaskLoop.running();
  private final ConnectOptions options;
  private final List<IOException> failures = new ArrayList<>();

  Connector(ConnectOptions options) {
    this.options = options;
  }

  /** Connects, and couples the connection to a new protocol. */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connect(
      Supplier<? extends P> protocolFactory, ConnectOptions options) throws IOException {
    Objects.requireNonNull(protocolFactory, "protocolFactory");
    TlsOptions tls = options.tls();
    SSLEngine engine = tls == null ? null : TlsEngines.client(tls, options.host(), options.port());
    SocketChannel channel = Await.of(new Connector(options).open());
    return engine == null
        ? Coroutine.of(Await.of(couple(protocolFactory, channel)))
        : Coroutine.of(Await.of(coupleWithTls(protocolFactory, channel, engine, tls)));
  }

  /** Couples a connected channel to a new protocol; {@code connectionMade} has been called then. */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> couple(
      Supplier<? extends P> protocolFactory, SocketChannel channel) throws IOException {
    TaskLoop loop = TaskLoop.running();
    P protocol;
    SocketTransport transport;
    try {
      protocol = protocolFactory.get();
      transport = new SocketTransport(loop, channel, protocol, () -> {});
    } catch (Throwable failure) {
      closeQuietly(channel);
      throw failure;
    }
    AsyncFuture<@Nullable Void> made = loop.createFuture();
    transport.start(made);
    try {
      Await.of(made);
    } catch (Throwable cancelled) {
      transport.close();
      throw cancelled;
    }
    return Coroutine.of(new Connection<>(transport, protocol));
  }

  /**
   * Couples a connected channel to a new protocol, with TLS between them; {@code connectionMade}
   * has been called then.
   */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> coupleWithTls(
      Supplier<? extends P> protocolFactory,
      SocketChannel channel,
      SSLEngine engine,
      TlsOptions options)
      throws IOException {
    TaskLoop loop = TaskLoop.running();
    AsyncFuture<Transport> ready = loop.createFuture();
    P protocol;
    TlsProtocol tls;
    try {
      protocol = protocolFactory.get();
      tls = new TlsProtocol(loop, engine, options, protocol, ready, false);
      new SocketTransport(loop, channel, tls, () -> {}).start(null);
    } catch (Throwable failure) {
      closeQuietly(channel);
      throw failure;
    }
    return Coroutine.of(new Connection<>(Await.of(tls.handshake()), protocol));
  }

  /**
   * Puts a connected channel that users provide into non-blocking mode.
   *
   * @throws IllegalArgumentException if it is not connected
   * @throws IllegalStateException if a transport has it already
   */
  public static void adopt(SocketChannel channel) throws IOException {
    TaskLoop.running().channels().requireUnclaimed(channel);
    if (!channel.isConnected()) {
      throw new IllegalArgumentException(
          channel + " is not connected: connect it first, or give an address instead");
    }
    channel.configureBlocking(false);
  }

  // ---- opening ----

  @Async
  private Coroutine<SocketChannel> open() throws IOException {
    SocketChannel given = options.socket();
    UnixDomainSocketAddress unix = options.unixAddress();
    if (given != null) {
      requireNothingForAddresses();
      adopt(given);
      return Coroutine.of(given);
    }
    if (unix != null) {
      requireNothingForAddresses();
      return Coroutine.of(Await.of(attempt(unix)));
    }
    return Coroutine.of(Await.of(connectToOneOf(Await.of(resolve()))));
  }

  @Async
  Coroutine<SocketChannel> connectToOneOf(List<InetSocketAddress> addresses) throws IOException {
    Duration delay = options.happyEyeballsDelay();
    SocketChannel connected =
        delay == null || addresses.size() == 1
            ? Await.of(oneAfterTheOther(addresses))
            : Await.of(race(addresses, delay));
    if (connected == null) {
      throw allFailures();
    }
    return Coroutine.of(connected);
  }

  private void requireNothingForAddresses() {
    if (options.family() != null
        || options.localAddress() != null
        || options.happyEyeballsDelay() != null) {
      throw new IllegalArgumentException(
          "family, localAddress and happyEyeballsDelay are for connecting to a host, not for "
              + options);
    }
  }

  @Async
  private Coroutine<List<InetSocketAddress>> resolve() throws IOException {
    String host = Objects.requireNonNull(options.host(), "host");
    List<InetSocketAddress> addresses =
        Await.of(Names.resolve(host, options.port(), options.family()));
    int firstFamilyCount = options.interleave();
    return Coroutine.of(
        firstFamilyCount == 0 ? addresses : Names.interleave(addresses, firstFamilyCount));
  }

  /** Tries the addresses in turn. Gives null if all have failed. */
  @Async
  private Coroutine<@Nullable SocketChannel> oneAfterTheOther(List<InetSocketAddress> addresses) {
    for (InetSocketAddress address : addresses) {
      try {
        return Coroutine.of(Await.of(attempt(address)));
      } catch (IOException failure) {
        failures.add(failure);
      }
    }
    return Coroutine.of((SocketChannel) null);
  }

  /**
   * Tries the addresses in turn, but each at the latest {@code delay} after the one before. The
   * first that connects wins; the others are given up. Gives null if all have failed.
   */
  @Async
  private Coroutine<@Nullable SocketChannel> race(
      List<InetSocketAddress> addresses, Duration delay) {
    Iterator<InetSocketAddress> rest = addresses.iterator();
    Set<Task<SocketChannel>> attempts = new LinkedHashSet<>();
    try {
      while (rest.hasNext() || !attempts.isEmpty()) {
        if (rest.hasNext()) {
          InetSocketAddress address = rest.next();
          attempts.add(loop.createTask(() -> attempt(address)));
        }
        Duration patience = rest.hasNext() ? delay : null;
        Waited<Task<SocketChannel>> waited =
            Await.of(Weft.waitAll(attempts, When.FIRST_COMPLETED, patience));
        for (Task<SocketChannel> done : waited.done()) {
          attempts.remove(done);
          if (done.exception() instanceof IOException failure) {
            failures.add(failure);
          } else {
            return Coroutine.of(done.result());
          }
        }
      }
      return Coroutine.of((SocketChannel) null);
    } finally {
      attempts.forEach(Connector::giveUp);
    }
  }

  private static void giveUp(Task<SocketChannel> attempt) {
    attempt.cancel();
    attempt.addDoneCallback(
        done -> {
          if (!done.isCancelled() && done.exception() == null) {
            closeQuietly(done.result());
          }
        });
  }

  private IOException allFailures() {
    IOException first = failures.get(0);
    failures.subList(1, failures.size()).forEach(first::addSuppressed);
    return first;
  }

  // ---- one attempt ----

  @Async
  private Coroutine<SocketChannel> attempt(SocketAddress address) throws IOException {
    SocketChannel channel = openChannel(address);
    try {
      channel.configureBlocking(false);
      if (options.localAddress() != null) {
        Await.of(bind(channel, options.localAddress(), address));
      }
      Await.of(connect(channel, address));
      return Coroutine.of(channel);
    } catch (Throwable failure) {
      closeQuietly(channel);
      throw failure;
    }
  }

  @Async
  private Coroutine<@Nullable Void> connect(SocketChannel channel, SocketAddress address)
      throws IOException {
    try {
      if (!channel.connect(address)) {
        Await.of(awaitWritable(channel));
        channel.finishConnect();
      }
      return Coroutine.done();
    } catch (IOException failure) {
      throw NamedFailures.cannotConnect(address, failure);
    }
  }

  private SocketChannel openChannel(SocketAddress address) throws IOException {
    try {
      return loop.provider()
          .openSocketChannel(
              address instanceof InetSocketAddress inet
                  ? Names.familyOf(inet.getAddress())
                  : StandardProtocolFamily.UNIX);
    } catch (UnsupportedOperationException noSuchFamily) {
      throw NamedFailures.cannotConnect(
          address, new IOException("not supported here", noSuchFamily));
    }
  }

  @Async
  private Coroutine<@Nullable Void> bind(
      SocketChannel channel, InetSocketAddress local, SocketAddress remote) throws IOException {
    var family = Names.familyOf(((InetSocketAddress) remote).getAddress());
    InetSocketAddress resolved =
        local.isUnresolved()
            ? Await.of(Names.resolve(local.getHostString(), local.getPort(), family)).get(0)
            : local;
    if (Names.familyOf(resolved.getAddress()) != family
        && !resolved.getAddress().isAnyLocalAddress()) {
      throw new ConnectException("no local address of its family: " + resolved);
    }
    try {
      channel.bind(resolved);
    } catch (IOException failure) {
      throw NamedFailures.cannotBind(resolved, failure);
    }
    return Coroutine.done();
  }

  /** Waits until the connection is made or refused. */
  @Async
  private Coroutine<@Nullable Void> awaitWritable(SocketChannel channel) {
    Channels channels = loop.channels();
    AsyncFuture<@Nullable Void> writable = loop.createFuture();
    Runnable complete =
        () -> {
          if (!writable.isDone()) {
            writable.setResult(null);
          }
        };
    channels.onWritable(channel, channels.handle(complete, Context.empty()));
    try {
      Await.of(writable);
    } finally {
      channels.onWritable(channel, null);
    }
    return Coroutine.done();
  }

  static void closeQuietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      return; // something else has failed already
    }
  }
}
