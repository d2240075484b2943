package dev.weft.internal.io;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one loop reads into and writes from, outside the heap, where the system needs it.
 *
 * <p>One buffer for all connections, since only one of them is read or written at a time: an idle
 * connection has none. Each is valid until its next user comes, that is, for the current callback.
 */
public final class IoBuffers {

  /** Less costs throughput with large messages, more gains nothing. */
  public static final int SIZE = 256 * 1024;

  private @Nullable ByteBuffer read; // made when first needed; loop thread only
  private @Nullable ByteBuffer write; // made when first needed; loop thread only

  /** Without memory as yet. */
  public IoBuffers() {}

  /** An empty buffer to read into. */
  public ByteBuffer read() {
    if (read == null) {
      read = ByteBuffer.allocateDirect(SIZE);
    }
    return read.clear();
  }

  /** An empty buffer to collect in what is to be written. */
  public ByteBuffer write() {
    if (write == null) {
      write = ByteBuffer.allocateDirect(SIZE);
    }
    return write.clear();
  }
}
