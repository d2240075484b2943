package dev.weft.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks up host names for a loop: the JDK's resolver, or a test's or a program's own. Called on
 * threads of the loop's default executor, several at a time, unless it never {@linkplain #mayBlock
 * blocks}. Addresses written as numbers never get here.
 *
 * <pre>{@code
 * Resolver local = host -> List.of(InetAddress.getLoopbackAddress());
 * EventLoop loop = EventLoop.create(LoopConfig.standard().withResolver(local));
 * }</pre>
 */
public interface Resolver {

  /**
   * The addresses of {@code host}, the preferred one first; one at least.
   *
   * @throws UnknownHostException if there are none
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /** The name of the host with {@code address}, or the address as text if there is none. */
  default String name(InetAddress address) {
    return address.getCanonicalHostName();
  }

  /**
   * Whether a look-up may block, as by default. If not, it is made on the loop's thread, at once.
   */
  default boolean mayBlock() {
    return true;
  }

  /** The JDK's resolver, which asks the operating system. */
  static Resolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
