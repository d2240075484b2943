package dev.weft.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** Whether this machine has IPv6 on its loopback interface. */
final class Ipv6 {

  static final String MISSING = "this machine has no IPv6 loopback address";

  private Ipv6() {}

  static boolean isThere() {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress("::1", 0));
      return true;
    } catch (IOException | RuntimeException missing) {
      return false;
    }
  }
}
