package dev.weft;

import dev.weft.internal.loop.ProcessSignal;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first Ctrl-C cancel a task while this is open; from then on a Ctrl-C does again what it
 * did before.
 */
final class CtrlC implements AutoCloseable {

  /**
   * The name of the thread on which the virtual machine runs {@code main}; there is no other sign.
   */
  private static final String MAIN_THREAD = "main";

  private final Task<?> task;
  private @Nullable ProcessSignal signal; // guarded by this

  private CtrlC(Task<?> task) {
    this.task = task;
  }

  /** Only on the main thread: elsewhere a run is a part of a program, which Ctrl-C ends. */
  static CtrlC cancels(Task<?> task) {
    CtrlC ctrlC = new CtrlC(task);
    if (Thread.currentThread().getName().equals(MAIN_THREAD)) {
      ctrlC.listen();
    }
    return ctrlC;
  }

  private synchronized void listen() {
    signal = ProcessSignal.takeIfFree("INT", this::pressed);
  }

  /** A thread of the virtual machine. */
  private void pressed() {
    close();
    task.loop().callSoonThreadsafe(() -> task.cancel("interrupted by Ctrl-C (SIGINT)"));
  }

  /** Any thread. */
  @Override
  public synchronized void close() {
    if (signal != null) {
      signal.release();
      signal = null;
    }
  }
}
