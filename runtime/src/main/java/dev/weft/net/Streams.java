package dev.weft.net;

/**
 * The two ends of a connection in linear code. Closing it closes the writer, and so the connection.
 *
 * @param reader reads what the peer sends
 * @param writer sends to the peer
 */
public record Streams(StreamReader reader, StreamWriter writer) implements AutoCloseable {

  /** Closes the connection, when what was written is sent; see {@link StreamWriter#close}. */
  @Override
  public void close() {
    writer.close();
  }
}
