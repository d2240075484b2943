package dev.weft.examples.fileserver;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.net.StreamWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A body that is in memory. */
final class BytesBody implements Body {

  static final Body EMPTY = new BytesBody("");

  private final byte[] bytes;

  BytesBody(byte[] bytes) {
    this.bytes = bytes;
  }

  BytesBody(String text) {
    this(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public Coroutine<Void> send(ByteBuffer head, StreamWriter writer, Duration patience)
      throws IOException {
    writer.writeLines(List.of(head, ByteBuffer.wrap(bytes))); // one system call, and one packet
    return Weft.timeout(patience, limit -> writer.drain());
  }

  @Override
  public void close() {}
}
