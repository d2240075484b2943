package dev.weft.net;

import org.jspecify.annotations.Nullable;

/**
 * What a transport tells of: the methods that all protocols have.
 *
 * <p>The loop's thread calls them, one at a time, in the context in which the transport was made.
 * They must not block. What they throw is reported to the loop's exception handler, and ends the
 * connection if they were told of a connection, of data or of its end.
 *
 * <p>Who sends much writes until it is told to pause:
 *
 * <pre>{@code
 * class Countdown implements Protocol {
 *   private Transport transport;
 *   private int number = 100_000;
 *   private boolean paused;
 *
 *   public void connectionMade(Transport transport) {
 *     this.transport = transport;
 *     send();
 *   }
 *
 *   private void send() {
 *     while (!paused && number > 0) {
 *       transport.write((number-- + "\n").getBytes(UTF_8));
 *     }
 *     if (number == 0) {
 *       transport.close(); // when all is sent
 *     }
 *   }
 *
 *   public void pauseWriting() {
 *     paused = true;
 *   }
 *
 *   public void resumeWriting() {
 *     paused = false;
 *     send();
 *   }
 *
 *   public void dataReceived(ByteBuffer data) {} // nobody is asked
 * }
 * }</pre>
 */
public interface BaseProtocol {

  /**
   * The connection is lost or closed: the last call, exactly once.
   *
   * @param cause null if it was closed or aborted on this side, or the peer's end was received;
   *     otherwise an {@code IOException}, or what one of the protocol's methods threw
   */
  default void connectionLost(@Nullable Throwable cause) {}

  /**
   * More than the high limit is waiting to be sent: do not write until {@link #resumeWriting}.
   * Called inside the {@code write} that crosses the limit.
   */
  default void pauseWriting() {}

  /** No more than the low limit is waiting to be sent: go on writing. */
  default void resumeWriting() {}
}
