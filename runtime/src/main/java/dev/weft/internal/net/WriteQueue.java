package dev.weft.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/** Bytes that are waiting to be sent. */
final class WriteQueue {

  /** Small writes are collected in chunks of this size. */
  private static final int CHUNK = 16 * 1024;

  private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>(2); // each from 0 to its limit
  private ByteBuffer tail = ByteBuffer.allocate(0); // the last chunk, to be filled
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Copies what remains in {@code data}, of which nothing remains then. */
  void add(ByteBuffer data) {
    size = Math.addExact(size, data.remaining());
    if (!chunks.isEmpty()) {
      fillTail(data);
    }
    if (data.hasRemaining()) {
      addChunk(data);
    }
  }

  private void fillTail(ByteBuffer data) {
    int filled = tail.limit();
    int count = Math.min(tail.capacity() - filled, data.remaining());
    tail.limit(filled + count);
    tail.put(filled, data, data.position(), count);
    data.position(data.position() + count);
  }

  private void addChunk(ByteBuffer data) {
    tail = ByteBuffer.allocate(Math.max(CHUNK, data.remaining()));
    tail.put(data).flip();
    chunks.add(tail);
  }

  void clear() {
    chunks.clear();
    size = 0;
  }

  /**
   * Writes as much as {@code channel} takes, in few and large pieces.
   *
   * @param staging where to collect what goes to the system in one piece
   */
  void writeTo(WritableByteChannel channel, ByteBuffer staging) throws IOException {
    boolean room = true;
    while (room && size > 0) {
      stage(staging.clear());
      int staged = staging.flip().remaining();
      int written = channel.write(staging);
      drop(written);
      room = written == staged;
    }
  }

  private void stage(ByteBuffer staging) {
    for (ByteBuffer chunk : chunks) {
      int count = Math.min(chunk.remaining(), staging.remaining());
      staging.put(staging.position(), chunk, chunk.position(), count);
      staging.position(staging.position() + count);
      if (!staging.hasRemaining()) {
        return;
      }
    }
  }

  private void drop(int written) {
    size -= written;
    int left = written;
    while (left > 0) {
      ByteBuffer first = chunks.element();
      int count = Math.min(first.remaining(), left);
      first.position(first.position() + count);
      left -= count;
      if (!first.hasRemaining()) {
        chunks.remove();
      }
    }
  }
}
