package dev.weft.testing;

import dev.weft.AsyncCallable;
import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.spi.LoopConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A network in memory: hosts with names and ports, and ways between them that are as slow and as
 * bad as a test wants. {@link dev.weft.net.Net} connects, listens and sends datagrams over it, so
 * that clients and servers run on it unchanged, in virtual time, without a system call.
 *
 * <pre>{@code
 * FakeNetwork network = loop.fakeNetwork().addHosts("app", "db");
 * network.setLinks(LinkOptions.standard().withLatency(Duration.ofMillis(20)));
 * loop.run(
 *     () -> {
 *       try (Server server = Await.of(Net.startServer(Database::answer, "db", 5432))) {
 *         Task<String> asking = network.createTask("app", () -> App.askPatiently("hello"));
 *         network.partition("app", "db");
 *         Await.of(Weft.sleep(Duration.ofMinutes(1)));
 *         network.heal();
 *         assertEquals("HELLO", Await.of(asking));
 *       }
 *       return Coroutine.done();
 *     });
 * }</pre>
 *
 * <p>{@link TestLoop#fakeNetwork} is the network of a test; {@link #applyTo} gives one to any other
 * loop. What is random in it is decided by its seed: the same test with the same seed runs the same
 * way each time.
 *
 * <p><b>Hosts.</b> A task of {@link #createTask} runs on a host of its choice, with all that it
 * starts; everything else runs on the host {@code test}. {@code localhost} is the own host. Who
 * listens on the address of another host, {@code Net.startServer(handler, "db", 5432)}, does so
 * there: that is how a test puts a server on a host without a task there. Nobody listens: the
 * connection is refused. Addresses are IPv4, from 10.0.0.1 on.
 *
 * <p><b>Connections</b> behave as TCP's: what is written arrives in order, as large or small as the
 * {@linkplain LinkOptions link} makes it; closing with unread data resets; a connection that is
 * asked for while a link is broken is asked for again, after 1, 3, 7 ... seconds, and times out
 * after 127.
 *
 * <p>Unix domain sockets and pipes are the system's. There is no multicast.
 *
 * <p>Only the loop's thread may call it, or, while the loop does not run, the one that prepares the
 * test.
 */
public final class FakeNetwork {

  /*
   * Overview.
   *
   * The sockets are channels of java.nio, from a SelectorProvider of this network's own: what Weft
   * does over them is what it does over the system's. FakePoller is the kernel, which lets things
   * arrive and tells what is ready.
   *
   *   FakeHost    name, address, and who has which port
   *   FakeLink    the way from a host to a host: its options, and whether it is cut
   *   FakeDial    an attempt to connect
   *   FakePipe    one direction of a connection
   *
   * The loop's thread owns everything here.
   */

  private static final String TEST_HOST = "test";

  private record Way(FakeHost from, FakeHost to) {}

  private final long seed;
  private final Random random;
  private final ContextVar<FakeHost> current = ContextVar.of("dev.weft.testing.host");
  private final FakeProvider provider = new FakeProvider(this);
  private final Map<String, FakeHost> hosts = new LinkedHashMap<>();
  private final Map<Way, FakeLink> links =
      new LinkedHashMap<>(); // in order: so is what healing sends
  private final Set<FakeSocketChannel> connected = new LinkedHashSet<>();
  private LinkOptions standardLink = LinkOptions.standard();
  private @Nullable FakePoller poller; // null until there is a loop
  private boolean there;

  private FakeNetwork(long seed, boolean there) {
    this.seed = seed;
    this.random = new Random(seed);
    this.there = there;
    addHosts(TEST_HOST);
  }

  /** A network for one loop, to which {@link #applyTo} gives it. */
  public static FakeNetwork withSeed(long seed) {
    return new FakeNetwork(seed, true);
  }

  /** A network that is not there until {@link #appear} is called. */
  static FakeNetwork absent(long seed) {
    return new FakeNetwork(seed, false);
  }

  void appear() {
    there = true;
  }

  boolean isThere() {
    return there;
  }

  /** What decides all that is random. */
  public long seed() {
    return seed;
  }

  /**
   * {@code config} with this network instead of the system's.
   *
   * @throws IllegalStateException when a second loop is made with it
   */
  public LoopConfig applyTo(LoopConfig config) {
    return config
        .withProvider(provider)
        .withResolver(new FakeNames(this, config.resolver()))
        .withPoller(
            () -> {
              if (poller != null) {
                throw new IllegalStateException(
                    this + " has a loop already: make a network for each");
              }
              poller = new FakePoller(config.poller().get(), config.clock());
              return poller;
            });
  }

  FakePoller poller() {
    if (poller == null) {
      throw new IllegalStateException(this + " has no loop: make one with applyTo(config)");
    }
    return poller;
  }

  /** Opens sockets, for programs that use {@link dev.weft.net.Sockets} on channels of their own. */
  public SelectorProvider provider() {
    return provider;
  }

  // ---- hosts ----

  /** Adds hosts, unless they are there. Returns this. */
  public FakeNetwork addHosts(String... names) {
    for (String name : names) {
      hosts.computeIfAbsent(name, key -> new FakeHost(key, addressOf(key, hosts.size() + 1)));
    }
    return this;
  }

  private static InetAddress addressOf(String name, int number) {
    byte[] address = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    try {
      return InetAddress.getByAddress(name, address);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes", e);
    }
  }

  /**
   * Runs a task on {@code host}: there it listens, and from there it connects, as do all tasks and
   * callbacks that it starts.
   *
   * @throws IllegalArgumentException if there is no such host
   */
  public <T extends @Nullable Object> Task<T> createTask(String host, AsyncCallable<T, ?> body) {
    FakeHost runner = host(host);
    return Context.copyOfCurrent()
        .call(
            () -> {
              current.set(runner);
              return EventLoop.running().createTask(body);
            });
  }

  /**
   * The address of {@code host}.
   *
   * @throws IllegalArgumentException if there is no such host
   */
  public InetAddress address(String host) {
    return host(host).address();
  }

  private FakeHost host(String name) {
    FakeHost host = hosts.get(name);
    if (host == null) {
      throw new IllegalArgumentException(noHost(name));
    }
    return host;
  }

  private String noHost(String name) {
    return name
        + " is no host of the fake network, which has "
        + hosts.keySet()
        + ": add it with addHosts";
  }

  InetAddress resolve(String name) throws UnknownHostException {
    if (name.equals("localhost")) {
      return InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1});
    }
    FakeHost host = hosts.get(name);
    if (host == null) {
      throw new UnknownHostException(noHost(name));
    }
    return host.address();
  }

  String nameOf(InetAddress address) {
    FakeHost host = findHost(address, currentHost());
    return host == null ? address.getHostAddress() : host.name();
  }

  /** The host on which the current task runs. */
  FakeHost currentHost() {
    return current.getOr(host(TEST_HOST));
  }

  /** The host that {@code address} means to {@code asking}; null if there is none. */
  @Nullable FakeHost findHost(InetAddress address, FakeHost asking) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return asking;
    }
    return hosts.values().stream()
        .filter(host -> host.address().equals(address))
        .findFirst()
        .orElse(null);
  }

  /** The host on which a socket of {@code owner} is when it has {@code address}. */
  FakeHost hostThatBinds(InetAddress address, FakeHost owner) throws BindException {
    FakeHost host = findHost(address, owner);
    if (host == null) {
      throw new BindException("Cannot assign requested address");
    }
    return host;
  }

  // ---- links ----

  /** Makes all ways between hosts, and within them, like {@code options} from now on. */
  public void setLinks(LinkOptions options) {
    standardLink = Objects.requireNonNull(options, "options");
    links.values().forEach(link -> link.setOptions(options));
  }

  /**
   * Makes the way from one host to another like {@code options} from now on; the way back is
   * another one.
   *
   * @throws IllegalArgumentException if there is no such host
   */
  public void setLink(String from, String to, LinkOptions options) {
    link(host(from), host(to)).setOptions(options);
  }

  FakeLink link(FakeHost from, FakeHost to) {
    return links.computeIfAbsent(
        new Way(from, to), way -> new FakeLink(this, random, standardLink));
  }

  // ---- faults ----

  /**
   * Breaks the ways between two hosts, until {@link #heal()}. Nothing arrives: datagrams are lost,
   * and what connections send comes after healing. Neither end is told.
   *
   * @throws IllegalArgumentException if there is no such host
   */
  public void partition(String one, String other) {
    bothWays(host(one), host(other), FakeLink::cut);
  }

  /**
   * Breaks the ways between {@code host} and all others; see {@link #partition}.
   *
   * @throws IllegalArgumentException if there is no such host
   */
  public void isolate(String host) {
    FakeHost isolated = host(host);
    for (FakeHost other : hosts.values()) {
      if (other != isolated) {
        bothWays(isolated, other, FakeLink::cut);
      }
    }
  }

  /** Mends all ways that are broken. What connections have to send is sent again. */
  public void heal() {
    List.copyOf(links.values()).forEach(FakeLink::heal);
  }

  /**
   * Mends the ways between two hosts; see {@link #heal()}.
   *
   * @throws IllegalArgumentException if there is no such host
   */
  public void heal(String one, String other) {
    bothWays(host(one), host(other), FakeLink::heal);
  }

  private void bothWays(FakeHost one, FakeHost other, Consumer<FakeLink> change) {
    change.accept(link(one, other));
    change.accept(link(other, one));
  }

  /**
   * Resets the connections between two hosts, as a firewall does that has forgotten them: both ends
   * are told at once.
   *
   * @throws IllegalArgumentException if there is no such host
   */
  public void resetConnections(String one, String other) {
    FakeHost first = host(one);
    FakeHost second = host(other);
    for (FakeSocketChannel socket : new ArrayList<>(connected)) {
      if (socket.isBetween(first, second)) {
        socket.reset();
      }
    }
  }

  void noteConnected(FakeSocketChannel socket) {
    connected.add(socket);
  }

  void noteClosed(FakeSocketChannel socket) {
    connected.remove(socket);
  }

  // ---- addresses as channels get them ----

  /** An address to bind to; any for null. */
  static InetSocketAddress localAddress(@Nullable SocketAddress address) throws IOException {
    return address == null ? new InetSocketAddress(anyAddress(), 0) : remoteAddress(address);
  }

  private static InetAddress anyAddress() throws UnknownHostException {
    return Inet4Address.getByAddress(new byte[4]);
  }

  /** An address to connect or send to. */
  static InetSocketAddress remoteAddress(SocketAddress address) {
    if (!(address instanceof InetSocketAddress inet)) {
      throw new UnsupportedAddressTypeException();
    }
    if (inet.isUnresolved()) {
      throw new UnresolvedAddressException();
    }
    return inet;
  }

  @Override
  public String toString() {
    return "<FakeNetwork seed=" + seed + " hosts=" + hosts.keySet() + ">";
  }
}
