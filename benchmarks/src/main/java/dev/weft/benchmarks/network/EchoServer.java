package dev.weft.benchmarks.network;

import java.util.function.IntConsumer;

/** Sends back what it receives, on a port of 127.0.0.1, until the process ends. */
public interface EchoServer {

  /**
   * Serves TCP connections.
   *
   * @param listening is given the port
   */
  default void serve(IntConsumer listening) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Serves TLS connections, with {@link Certificate}; see {@link #serve}. */
  default void serveTls(Certificate certificate, IntConsumer listening) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Serves datagrams; see {@link #serve}. */
  default void serveDatagrams(IntConsumer listening) throws Exception {
    throw new UnsupportedOperationException();
  }
}
