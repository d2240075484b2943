package dev.weft.internal.net;

import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.internal.loop.Failures;
import dev.weft.net.BaseProtocol;
import dev.weft.net.BaseTransport;
import dev.weft.net.BufferedProtocol;
import dev.weft.net.Protocol;
import dev.weft.net.StreamProtocol;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How transports call their protocols, whose code is the user's and may throw. */
public final class ProtocolCalls {

  private ProtocolCalls() {}

  /**
   * Calls {@code method} of the transport's protocol. What it throws is reported to the loop's
   * exception handler, unless it is an error that ends the loop.
   *
   * @return what it threw, for the transport to end with; null if it returned
   */
  public static @Nullable Throwable run(
      EventLoop loop, BaseTransport transport, String method, Runnable call) {
    try {
      call.run();
      return null;
    } catch (Throwable failure) {
      reportFatal(loop, transport, method, failure);
      return failure;
    }
  }

  /** Calls {@code method} of the transport's protocol. What it throws is reported, and no more. */
  static void tell(EventLoop loop, BaseTransport transport, String method, Runnable call) {
    try {
      call.run();
    } catch (Throwable failure) {
      report(loop, transport, "protocol." + method + "() failed", failure);
    }
  }

  /**
   * Reports what {@code method} of the transport's protocol threw, for which the transport ends.
   */
  static void reportFatal(
      EventLoop loop, BaseTransport transport, String method, Throwable failure) {
    report(loop, transport, "Fatal error: protocol." + method + "() call failed.", failure);
  }

  private static void report(
      EventLoop loop, BaseTransport transport, String message, Throwable failure) {
    if (Failures.isFatal(failure)) {
      throw Failures.<RuntimeException>sneak(failure);
    }
    loop.callExceptionHandler(
        new ExceptionContext(message, failure)
            .with("transport", transport)
            .with("protocol", transport.getProtocol()));
  }

  /**
   * Where a protocol wants its data.
   *
   * @throws IllegalStateException if there is no room, or it is read-only: reading would fail, or
   *     read nothing, again and again
   */
  static ByteBuffer buffer(BufferedProtocol buffered, int sizeHint) {
    ByteBuffer target = buffered.getBuffer(sizeHint);
    if (!target.hasRemaining()) {
      throw new IllegalStateException("getBuffer() returned a buffer without room");
    }
    if (target.isReadOnly()) {
      throw new IllegalStateException("getBuffer() returned a read-only buffer");
    }
    return target;
  }

  /**
   * Checks that {@code protocol} is of a kind that data can be given to, and returns it.
   *
   * @throws IllegalArgumentException if it is not
   */
  static StreamProtocol requireServed(BaseProtocol protocol) {
    Objects.requireNonNull(protocol, "protocol");
    if (protocol instanceof Protocol || protocol instanceof BufferedProtocol) {
      return (StreamProtocol) protocol;
    }
    throw new IllegalArgumentException(
        protocol.getClass().getName()
            + " cannot be the protocol of a connection: implement Protocol or BufferedProtocol");
  }
}
