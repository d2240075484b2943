package dev.weft.internal.tls;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers for what does not outlive a call, one stack of them per thread, so that an idle
 * connection keeps none.
 *
 * <p>A stack, because calls nest: the protocol that is shown one buffer's content may write, which
 * takes the next one, and TLS may run inside TLS. On the heap, because the JDK's ciphers work on
 * arrays and copy what is not.
 */
final class ScratchBuffers {

  /** A read of the socket layer (256 KiB) and the piece of a record that came before it. */
  private static final int CAPACITY = 320 * 1024;

  /** Nesting deeper than this is rare, and its buffers need not be kept. */
  private static final int MAX_KEPT = 4;

  private static final ThreadLocal<ScratchBuffers> OF_THREAD =
      ThreadLocal.withInitial(ScratchBuffers::new);

  private final Deque<ByteBuffer> free = new ArrayDeque<>(MAX_KEPT); // its thread only

  private ScratchBuffers() {}

  /** Takes an empty buffer, to be given back on the same thread. */
  static ByteBuffer take() {
    ByteBuffer buffer = OF_THREAD.get().free.pollLast();
    return buffer != null ? buffer : ByteBuffer.allocate(CAPACITY);
  }

  /** Gives back what {@link #take} gave; nobody may use it any longer. */
  static void giveBack(ByteBuffer buffer) {
    Deque<ByteBuffer> free = OF_THREAD.get().free;
    if (free.size() < MAX_KEPT) {
      free.addLast(buffer.clear());
    }
  }
}
