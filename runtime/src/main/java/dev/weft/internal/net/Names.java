package dev.weft.internal.net;

import dev.weft.Await;
import dev.weft.BlockingCallable;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.task.TaskLoop;
import dev.weft.net.NameInfo;
import dev.weft.spi.Resolver;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses of hosts. */
public final class Names {

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  private Names() {}

  /**
   * The addresses of {@code host}, asked for off the loop unless it is an address itself.
   *
   * @param family null for both
   * @throws UnknownHostException if there is none, or none of the family
   */
  @Async
  public static Coroutine<List<InetSocketAddress>> resolve(
      String host, int port, @Nullable ProtocolFamily family) throws UnknownHostException {
    List<InetAddress> all = isAddress(host) ? List.of(parse(host)) : Await.of(lookUp(host));
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (InetAddress address : all) {
      if (family == null || family == familyOf(address)) {
        addresses.add(new InetSocketAddress(address, port));
      }
    }
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host + " has no address of family " + family);
    }
    return Coroutine.of(addresses);
  }

  @Async
  private static Coroutine<List<InetAddress>> lookUp(String host) throws UnknownHostException {
    Resolver resolver = TaskLoop.running().resolver();
    return Coroutine.of(Await.of(ask(resolver, () -> resolver.addresses(host))));
  }

  /** Asks where it may block nobody but itself. */
  @Async
  private static <T> Coroutine<T> ask(
      Resolver resolver, BlockingCallable<T, UnknownHostException> question)
      throws UnknownHostException {
    return resolver.mayBlock()
        ? Coroutine.of(Await.of(Weft.toThread(question), UnknownHostException.class))
        : Coroutine.of(question.call());
  }

  private static InetAddress parse(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }

  /** The address itself, or the first of its host's if it is not resolved. */
  @Async
  public static Coroutine<SocketAddress> resolve(SocketAddress address)
      throws UnknownHostException {
    return address instanceof InetSocketAddress inet && inet.isUnresolved()
        ? Coroutine.of(Await.of(resolve(inet.getHostString(), inet.getPort(), null)).get(0))
        : Coroutine.of(address);
  }

  /** The names of {@code address}, asked for off the loop. */
  @Async
  public static Coroutine<NameInfo> lookUp(InetSocketAddress address) throws UnknownHostException {
    InetSocketAddress resolved = (InetSocketAddress) Await.of(resolve(address));
    Resolver resolver = TaskLoop.running().resolver();
    String host = Await.of(ask(resolver, () -> resolver.name(resolved.getAddress())));
    return Coroutine.of(new NameInfo(host, Integer.toString(address.getPort())));
  }

  /** Whether the JDK needs to ask nobody. */
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  static ProtocolFamily familyOf(InetAddress address) {
    return address instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }

  /**
   * Reorders addresses by family, as RFC 8305, section 4 says: after {@code firstFamilyCount} of
   * the first family, the families take turns.
   */
  static List<InetSocketAddress> interleave(
      List<InetSocketAddress> addresses, int firstFamilyCount) {
    List<InetSocketAddress> first = new ArrayList<>();
    List<InetSocketAddress> second = new ArrayList<>();
    ProtocolFamily firstFamily = familyOf(addresses.get(0).getAddress());
    for (InetSocketAddress address : addresses) {
      (familyOf(address.getAddress()) == firstFamily ? first : second).add(address);
    }
    int lead = Math.min(firstFamilyCount - 1, first.size());
    List<InetSocketAddress> ordered = new ArrayList<>(first.subList(0, lead));
    List<InetSocketAddress> rest = first.subList(lead, first.size());
    for (int i = 0; i < Math.max(rest.size(), second.size()); i++) {
      if (i < rest.size()) {
        ordered.add(rest.get(i));
      }
      if (i < second.size()) {
        ordered.add(second.get(i));
      }
    }
    return ordered;
  }
}
