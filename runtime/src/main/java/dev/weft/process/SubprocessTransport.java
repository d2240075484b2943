package dev.weft.process;

import dev.weft.net.BaseTransport;
import dev.weft.net.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A child process. asyncio's {@code SubprocessTransport}. Only the loop's thread may use it, and
 * nothing here suspends.
 *
 * <p>{@link #close} kills the child, if it still runs, and closes its pipes.
 */
public interface SubprocessTransport extends BaseTransport {

  /** The child's process id. */
  long pid();

  /** The child's exit code; null while it runs. After a signal it is 128 plus its number. */
  @Nullable Integer returnCode();

  /**
   * The pipe to one of the child's streams.
   *
   * @param fd 0 for its standard input, 1 for its standard output, 2 for its standard error
   * @return null if it is not a pipe
   */
  @Nullable Transport pipeTransport(int fd);

  /**
   * Sends a signal; does nothing if the child has ended. All but {@code TERM} and {@code KILL} are
   * sent by the system's {@code kill} command, a moment later; if that refuses, or is not there,
   * the loop's exception handler is told.
   *
   * @param signal its name, {@code "INT"} or {@code "SIGINT"}
   * @throws IllegalArgumentException if that is no name
   */
  void sendSignal(String signal);

  /** Asks the child to end ({@code SIGTERM}); does nothing if it has. */
  void terminate();

  /** Ends the child ({@code SIGKILL}); does nothing if it has ended. */
  void kill();
}
