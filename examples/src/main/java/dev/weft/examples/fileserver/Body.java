package dev.weft.examples.fileserver;

import dev.weft.Coroutine;
import dev.weft.net.StreamWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** What follows the head of a response. */
interface Body extends Closeable {

  /** How many bytes it has. */
  long length();

  /**
   * Sends it behind {@code head}.
   *
   * @param patience how long the client may take for the next piece
   * @throws IOException if it cannot be sent whole; the connection is of no use then
   */
  Coroutine<Void> send(ByteBuffer head, StreamWriter writer, Duration patience) throws IOException;
}
