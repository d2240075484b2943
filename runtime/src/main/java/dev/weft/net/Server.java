package dev.weft.net;

import dev.weft.Coroutine;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens for connections. asyncio's {@code Server}; made by {@link Net#createServer}, {@link
 * Net#startServer} and their like.
 *
 * <p>Only the thread of its loop may call its methods. {@code try (Server server = ...)} closes it.
 */
public interface Server extends AutoCloseable {

  /** Whether it accepts connections. */
  boolean isServing();

  /** Begins to accept connections. Has no effect when it does already. Does not suspend. */
  Coroutine<@Nullable Void> startServing();

  /**
   * Accepts connections until it is cancelled or the server is closed. To cancel it closes the
   * server and its connections, and waits as {@link #waitClosed} does.
   *
   * @throws IllegalStateException at the await, if the server is closed, or this was called before
   */
  Coroutine<@Nullable Void> serveForever();

  /**
   * Stops listening, at once: the sockets are closed. The connections that were accepted go on. A
   * second call has no effect.
   */
  @Override
  void close();

  /** Closes the connections that were accepted, as {@link Transport#close} does. */
  void closeClients();

  /** Closes the connections that were accepted at once, as {@link Transport#abort} does. */
  void abortClients();

  /**
   * Waits until the server is closed and the last of its connections has ended; suspends until
   * then. Closes nothing itself.
   */
  Coroutine<@Nullable Void> waitClosed();

  /**
   * The sockets it listens on, one per address; empty once it is closed. They are the server's: ask
   * them, and do not change or close them.
   */
  List<ServerSocketChannel> sockets();

  /** The addresses it listens on; empty once it is closed. */
  List<SocketAddress> addresses();
}
