package dev.weft.examples.fileserver;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.StreamWriter;
import dev.weft.net.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;

/** A body that is a large file, or a part of one. The system copies it to the socket by itself. */
final class FileBody implements Body {

  /** So much is sent under one time limit. */
  private static final long PIECE = 256 * 1024;

  private final FileChannel file;
  private final ByteRange range;

  /** A body that closes {@code file}. */
  FileBody(FileChannel file, ByteRange range) {
    this.file = file;
    this.range = range;
  }

  @Override
  public long length() {
    return range.length();
  }

  @Async
  @Override
  public Coroutine<Void> send(ByteBuffer head, StreamWriter writer, Duration patience)
      throws IOException {
    writer.write(head);
    long end = range.first() + range.length();
    for (long offset = range.first(); offset < end; offset += PIECE) {
      ByteRange piece = new ByteRange(offset, Math.min(PIECE, end - offset));
      Await.of(Weft.timeout(patience, limit -> send(writer.transport(), piece)));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> send(Transport transport, ByteRange piece) throws IOException {
    boolean fallback = true;
    long sent = Await.of(Net.sendfile(transport, file, piece.first(), piece.length(), fallback));
    if (sent < piece.length()) {
      throw new EOFException("the file became shorter while it was sent");
    }
    return Coroutine.done();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
