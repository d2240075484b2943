package dev.weft.net;

import java.nio.ByteBuffer;

/**
 * A protocol that provides the memory its data is read into, so that large amounts need not be
 * copied. asyncio's {@code BufferedProtocol}.
 *
 * <pre>{@code
 * class Counter implements BufferedProtocol {
 *   private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
 *   private long received;
 *
 *   public ByteBuffer getBuffer(int sizeHint) {
 *     return buffer.clear();
 *   }
 *
 *   public void bufferUpdated(int size) {
 *     received += size;
 *   }
 * }
 * }</pre>
 */
public interface BufferedProtocol extends StreamProtocol {

  /**
   * Where to read into, from its position to its limit. Each call is followed by one of {@link
   * #bufferUpdated} or, at the end of the data or the connection, by none.
   *
   * @param sizeHint how much may come; -1 if it is not known
   * @return a buffer in which at least one byte remains; outside the heap it is fastest
   */
  ByteBuffer getBuffer(int sizeHint);

  /** Data has come: {@code size} bytes, 1 or more, which the buffer's position has moved over. */
  void bufferUpdated(int size);
}
