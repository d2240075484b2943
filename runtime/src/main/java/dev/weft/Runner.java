package dev.weft;

import dev.weft.internal.loop.RunLoop;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs several coroutines, one after the other, on one loop and in one context: asyncio's {@code
 * Runner}.
 *
 * <pre>{@code
 * try (Runner runner = new Runner()) {
 *   String first = runner.run(greet("ada"));
 *   String second = runner.run(greet("alan")); // on the same loop
 *   log.addAll(List.of(first, second));
 * }
 * }</pre>
 *
 * <p>{@link #close} cancels the tasks that are left, waits for them, closes async generators, shuts
 * the default executor down and closes the loop. One thread uses a runner.
 */
public final class Runner implements AutoCloseable {

  private static final Duration EXECUTOR_SHUTDOWN_LIMIT = Duration.ofMinutes(5);

  /** What is left then starts a task whenever one is cancelled; closing the loop reports it. */
  private static final int MAX_CANCEL_ROUNDS = 10;

  private final Supplier<? extends EventLoop> loopFactory;
  private @Nullable EventLoop loop;
  private @Nullable Context context; // the one that the last run has left; null before the first
  private boolean closed;

  /** A runner of a new standard loop. */
  public Runner() {
    this(EventLoop::create);
  }

  /** A runner of the loop that {@code loopFactory} makes when it is first needed. */
  public Runner(Supplier<? extends EventLoop> loopFactory) {
    this.loopFactory = loopFactory;
  }

  /**
   * The loop, which is made if it was not yet.
   *
   * @throws IllegalStateException if the runner is closed
   */
  public EventLoop loop() {
    if (closed) {
      throw new IllegalStateException("Runner is closed: make another one");
    }
    if (loop == null) {
      loop = loopFactory.get();
    }
    return loop;
  }

  /**
   * Runs {@code main} and returns its result, or throws its failure, checked or not. Interrupting
   * the thread cancels it; the interrupt flag is set again on return.
   *
   * <p>On the program's main thread Ctrl-C (SIGINT) cancels it too, so that the program can clean
   * up; {@code run} then throws {@link CancelledError}. A second Ctrl-C ends the virtual machine,
   * as the first one does everywhere else. A handler for INT of one's own takes precedence, whether
   * it was there before or is {@linkplain EventLoop#addSignalHandler added} by {@code main}.
   *
   * @throws IllegalStateException if a loop is running on this thread, or the runner is closed
   */
  public <T extends @Nullable Object> T run(Coroutine<T> main) {
    return run(main, null);
  }

  /** Runs {@code main} in {@code context}, or, if that is null, in the runner's own. */
  public <T extends @Nullable Object> T run(Coroutine<T> main, @Nullable Context context) {
    requireNoRunningLoop();
    EventLoop loop = loop();
    Task<T> task = loop.createTask(main, null, context != null ? context : this.context);
    onInterrupt(loop, task::cancel);
    try (CtrlC ctrlC = CtrlC.cancels(task)) {
      return loop.runUntilComplete(task);
    } finally {
      onInterrupt(loop, null);
      if (context == null) {
        this.context = task.context();
      }
    }
  }

  /**
   * Runs the coroutine that {@code main} makes; see {@link #run(Coroutine)}.
   *
   * @throws X what {@code main} throws
   */
  public <T extends @Nullable Object, X extends Exception> T run(AsyncCallable<T, X> main)
      throws X {
    requireNoRunningLoop();
    return run(main.call());
  }

  private static void requireNoRunningLoop() {
    if (EventLoop.findRunning() != null) {
      throw new IllegalStateException(
          "Weft.run and Runner.run cannot be called from a running event loop: await instead");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (loop == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try (EventLoop closing = loop) {
      onInterrupt(closing, () -> {});
      cancelAllTasks(closing);
      awaitEnd(closing, closing.createTask(closing.shutdownAsyncGens()));
      awaitEnd(
          closing, closing.createTask(closing.shutdownDefaultExecutor(EXECUTOR_SHUTDOWN_LIMIT)));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A task that is cancelled may start others to clean up; these are cancelled in turn. */
  private static void cancelAllTasks(EventLoop loop) {
    for (int round = 0; round < MAX_CANCEL_ROUNDS; round++) {
      Set<Task<?>> left = loop.allTasks();
      for (Task<?> task : left) {
        task.cancel();
      }
      for (Task<?> task : left) {
        awaitEnd(loop, task);
      }
    }
  }

  /** Runs the loop until the task is done, also when somebody stops it meanwhile. */
  private static void awaitEnd(EventLoop loop, Task<?> task) {
    while (!task.isDone()) {
      task.addDoneCallback(done -> loop.stop());
      loop.runForever();
    }
    if (!task.isCancelled() && task.exception() != null) {
      loop.callExceptionHandler(
          new ExceptionContext("Unhandled exception during shutdown of the loop", task.exception())
              .with("future", task));
    }
  }

  private static void onInterrupt(EventLoop loop, @Nullable Runnable action) {
    if (loop instanceof RunLoop own) {
      own.onInterrupt(action);
    }
  }
}
