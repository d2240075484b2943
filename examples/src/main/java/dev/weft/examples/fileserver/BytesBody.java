package dev.weft.examples.fileserver;

import dev.weft.Coroutine;
import dev.weft.net.StreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A body that is in memory. */
final class BytesBody implements Body {

  static final Body EMPTY = new BytesBody("");

  private final byte[] bytes;

  BytesBody(String text) {
    bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public Coroutine<Void> send(StreamWriter writer, Duration patience) {
    writer.write(bytes);
    return Coroutine.done();
  }

  @Override
  public void close() {}
}
