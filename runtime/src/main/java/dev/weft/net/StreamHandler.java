package dev.weft.net;

import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * Serves one connection of {@link Net#startServer}; usually a lambda, which is then an async method
 * itself. asyncio's {@code client_connected_cb}.
 */
@FunctionalInterface
public interface StreamHandler {

  /**
   * Serves a connection, in a task of its own. Closing the writer is the handler's task; a handler
   * that fails is reported to the loop's exception handler, and its connection is closed.
   */
  Coroutine<@Nullable Void> handle(StreamReader reader, StreamWriter writer) throws Exception;
}
