package dev.weft.process;

import dev.weft.net.BaseProtocol;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Hears of what a child process does. asyncio's {@code SubprocessProtocol}.
 *
 * <p>{@code connectionMade} comes first, {@code connectionLost} last, when the child has ended and
 * all its pipes. Of one pipe the data comes before its end; between different pipes, and the end of
 * the process, there is no order. {@code pauseWriting} and {@code resumeWriting} are about the
 * child's standard input.
 *
 * <pre>{@code
 * class Progress implements SubprocessProtocol {
 *   private final ByteArrayOutputStream output = new ByteArrayOutputStream();
 *   final AsyncFuture<String> ended = EventLoop.running().createFuture();
 *
 *   public void pipeDataReceived(int fd, ByteBuffer data) {
 *     while (data.hasRemaining()) {
 *       output.write(data.get());
 *     }
 *   }
 *
 *   public void connectionLost(Throwable cause) {
 *     ended.setResult(output.toString());
 *   }
 * }
 * }</pre>
 *
 * <pre>{@code
 * var child = Await.of(Subprocess.subprocessShell(Progress::new, "echo one; echo two"));
 * String said = Await.of(child.protocol().ended);
 * }</pre>
 */
public interface SubprocessProtocol extends BaseProtocol {

  /** The child has been started: the first call, exactly once. */
  default void connectionMade(SubprocessTransport transport) {}

  /**
   * The child has written.
   *
   * @param fd where: 1 for its standard output, 2 for its standard error
   * @param data what, from its position to its limit; lent for the time of this call
   */
  default void pipeDataReceived(int fd, ByteBuffer data) {}

  /**
   * A pipe has ended: the child has closed it, or this side has.
   *
   * @param fd which: 0, 1 or 2
   * @param cause null, or why it could not be read or written
   */
  default void pipeConnectionLost(int fd, @Nullable Throwable cause) {}

  /** The child has ended; {@link SubprocessTransport#returnCode} tells how. Called once. */
  default void processExited() {}
}
