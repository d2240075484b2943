package dev.weft.testing;

import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a socket of a {@link FakeNetwork}: they are kept, and most change nothing. */
final class FakeOptions {

  private static final Set<SocketOption<?>> SUPPORTED =
      Set.of(
          StandardSocketOptions.SO_BROADCAST,
          StandardSocketOptions.SO_KEEPALIVE,
          StandardSocketOptions.SO_LINGER,
          StandardSocketOptions.SO_RCVBUF,
          StandardSocketOptions.SO_REUSEADDR,
          StandardSocketOptions.SO_REUSEPORT,
          StandardSocketOptions.SO_SNDBUF,
          StandardSocketOptions.TCP_NODELAY);

  private static final int BUFFER = 128 * 1024;

  private final Map<SocketOption<?>, Object> values = new HashMap<>();

  static Set<SocketOption<?>> supported() {
    return SUPPORTED;
  }

  <T> void set(SocketOption<T> option, @Nullable T value) {
    requireSupported(option);
    values.put(option, option.type().cast(value));
  }

  <T> T get(SocketOption<T> option) {
    requireSupported(option);
    Object value = values.get(option);
    return option.type().cast(value != null ? value : standard(option));
  }

  private static Object standard(SocketOption<?> option) {
    if (option == StandardSocketOptions.SO_LINGER) {
      return -1;
    }
    return option.type() == Integer.class ? (Object) BUFFER : Boolean.FALSE;
  }

  private static void requireSupported(SocketOption<?> option) {
    if (!SUPPORTED.contains(option)) {
      throw new UnsupportedOperationException("the fake network has no option " + option);
    }
  }
}
