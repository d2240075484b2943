package dev.weft;

import dev.weft.internal.loop.RunLoop;
import dev.weft.internal.task.TaskLoop;
import dev.weft.spi.Instrument;
import dev.weft.spi.LoopConfig;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Runs callbacks, timers and tasks on one thread: asyncio's event loop.
 *
 * <pre>{@code
 * EventLoop loop = EventLoop.running();
 * loop.callSoon(() -> log.add("in the next pass"));
 * Handle timer = loop.callLater(Duration.ofSeconds(1), () -> log.add("never"));
 * timer.cancel();
 * Await.of(Weft.sleep(Duration.ofSeconds(2)));
 * }</pre>
 *
 * <p>A loop belongs to the thread that runs it. Only {@link #callSoonThreadsafe}, {@link
 * #isRunning} and {@link #isClosed} may be called from other threads; debug mode checks it. After
 * {@link #close} every method that schedules something throws {@code IllegalStateException}.
 *
 * <p>Most programs never name a loop: {@link Weft#run} makes, runs and closes one.
 */
public interface EventLoop extends AutoCloseable {

  // ---- finding and making loops ----

  /** A new loop, with the system's clock and sockets. */
  static EventLoop create() {
    return create(LoopConfig.standard());
  }

  /** A new loop with the given clock, poller, order and limits. */
  static EventLoop create(LoopConfig config) {
    return new TaskLoop(config);
  }

  /** The loop that is running on this thread, or null. */
  static @Nullable EventLoop findRunning() {
    return RunLoop.findRunning();
  }

  /**
   * The loop that is running on this thread.
   *
   * @throws IllegalStateException if none is; call from a coroutine or callback of a loop
   */
  static EventLoop running() {
    return RunLoop.requireRunning();
  }

  /**
   * The loop that is running on this thread, else the one that was {@linkplain #set set} for it,
   * else a new one, which is then set.
   */
  static EventLoop get() {
    return TaskLoop.get();
  }

  /** Sets what {@link #get} finds on this thread when no loop is running; null for nothing. */
  static void set(@Nullable EventLoop loop) {
    TaskLoop.set(loop);
  }

  // ---- running ----

  /**
   * Runs until {@link #stop} is called. If stop was called before, makes one pass that does not
   * wait.
   *
   * @throws IllegalStateException if this loop or another one is running on the thread, or this one
   *     is closed
   */
  void runForever();

  /**
   * Runs until {@code awaitable} is done, and returns its result or throws its failure, checked or
   * not. A coroutine becomes a task. Cancels no other task and closes nothing.
   *
   * @throws IllegalStateException if a loop is running on the thread, this one is closed, or it was
   *     stopped before
   */
  <T extends @Nullable Object> T runUntilComplete(Awaitable<T> awaitable);

  /**
   * Runs until the coroutine that {@code body} makes is done; see {@link
   * #runUntilComplete(Awaitable)}.
   *
   * @throws X what the body throws
   */
  <T extends @Nullable Object, X extends Exception> T runUntilComplete(AsyncCallable<T, X> body)
      throws X;

  /**
   * Makes {@link #runForever} return when the callbacks of the current pass have run. Those that
   * they scheduled wait for the next run.
   */
  void stop();

  /** Whether a thread is running this loop. Any thread may ask. */
  boolean isRunning();

  /** Whether the loop was closed. Any thread may ask. */
  boolean isClosed();

  /**
   * Drops all callbacks and timers, frees the loop's resources and shuts its executor down without
   * waiting for it. For good; a second call has no effect.
   *
   * @throws IllegalStateException if the loop is running; stop it first
   */
  @Override
  void close();

  // ---- callbacks ----

  /** Calls {@code callback} in the next pass, in a copy of the current context. */
  Handle callSoon(Runnable callback);

  /** Calls {@code callback} in the next pass, in {@code context}. */
  Handle callSoon(Runnable callback, Context context);

  /** As {@link #callSoon(Runnable)}, from any thread. Wakes the loop if it is waiting. */
  Handle callSoonThreadsafe(Runnable callback);

  /** As {@link #callSoon(Runnable, Context)}, from any thread. Wakes the loop if it is waiting. */
  Handle callSoonThreadsafe(Runnable callback, Context context);

  /**
   * Calls {@code callback} once {@code delay} has passed, never earlier; with zero or less in the
   * next pass. Equal times run in the order of the calls. There is no longest delay.
   */
  TimerHandle callLater(Duration delay, Runnable callback);

  /** As {@link #callLater(Duration, Runnable)}, in {@code context}. */
  TimerHandle callLater(Duration delay, Runnable callback, Context context);

  /** Calls {@code callback} once {@link #time} has reached {@code when}, never earlier. */
  TimerHandle callAt(Duration when, Runnable callback);

  /** As {@link #callAt(Duration, Runnable)}, in {@code context}. */
  TimerHandle callAt(Duration when, Runnable callback, Context context);

  /** The time on the loop's monotonic clock, since an arbitrary origin. */
  Duration time();

  // ---- futures and tasks ----

  /** A pending future of this loop. */
  <T extends @Nullable Object> AsyncFuture<T> createFuture();

  /** Schedules {@code coroutine} as a task, which begins in the next pass. */
  default <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, null, null);
  }

  /** Schedules {@code coroutine} as a task of the given name. */
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, @Nullable String name) {
    return createTask(coroutine, name, null);
  }

  /**
   * Schedules {@code coroutine} as a task.
   *
   * @param name the task's name; null for a generated one
   * @param context the context in which it runs, shared and not copied; null for a copy of the
   *     current one
   * @throws IllegalStateException if the coroutine was awaited or scheduled before
   */
  <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, @Nullable String name, @Nullable Context context);

  /** Schedules an async body as a task; a checked exception is the task's failure. */
  <T extends @Nullable Object> Task<T> createTask(AsyncCallable<T, ?> body);

  /** The task that is taking a step now, or null, as in a callback. */
  @Nullable Task<?> currentTask();

  /** A snapshot of the tasks that are not done, oldest first. */
  Set<Task<?>> allTasks();

  /** Makes {@link #createTask} use {@code factory}; null for the default. */
  void setTaskFactory(@Nullable TaskFactory factory);

  /** What {@link #setTaskFactory} has set, or null. */
  @Nullable TaskFactory taskFactory();

  // ---- blocking work ----

  /**
   * Runs {@code work} on an executor's thread, from now on, whether or not the result is awaited.
   * Cancelling the future does not interrupt work that has begun.
   *
   * @param executor null for the default executor
   */
  <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
      @Nullable Executor executor, BlockingCallable<T, ?> work);

  /** Makes {@link #runInExecutor} use {@code executor} by default. The loop will shut it down. */
  void setDefaultExecutor(ExecutorService executor);

  /**
   * Shuts the default executor down and waits until its work is done, at most for {@code limit};
   * that it has not ended then is logged. From now on {@link #runInExecutor} needs an executor of
   * its own.
   */
  Coroutine<@Nullable Void> shutdownDefaultExecutor(Duration limit);

  // ---- async generators ----

  /**
   * Closes all async generators that have begun and not ended, and reports what goes wrong.
   * Generators that begin later are logged. {@link Weft#run} does it before it closes its loop.
   */
  Coroutine<@Nullable Void> shutdownAsyncGens();

  // ---- channels ----

  /**
   * Calls {@code callback} whenever {@code channel} can be read, or a connection can be accepted:
   * in every pass, until it was read. Replaces the callback for reading that there was, and leaves
   * one for writing.
   *
   * @param channel any selectable channel, a socket or a pipe
   * @throws IllegalArgumentException if the channel is in blocking mode or closed
   * @throws IllegalStateException if it belongs to a transport or server; use that instead
   */
  void addReader(SelectableChannel channel, Runnable callback);

  /**
   * Ends the calls for reading, one that is due in this pass included.
   *
   * @return whether there was a callback; false if the loop is closed
   * @throws IllegalStateException if the channel belongs to a transport or server
   */
  boolean removeReader(SelectableChannel channel);

  /**
   * Calls {@code callback} whenever {@code channel} can be written, or its connection is made or
   * refused; otherwise as {@link #addReader}.
   *
   * @throws IllegalArgumentException if the channel is in blocking mode or closed
   * @throws IllegalStateException if it belongs to a transport or server; use that instead
   */
  void addWriter(SelectableChannel channel, Runnable callback);

  /**
   * Ends the calls for writing, one that is due in this pass included.
   *
   * @return whether there was a callback; false if the loop is closed
   * @throws IllegalStateException if the channel belongs to a transport or server
   */
  boolean removeWriter(SelectableChannel channel);

  // ---- signals ----

  /**
   * Calls {@code callback} on this loop, in a copy of the current context, whenever the process
   * gets the signal, instead of what happened before. Unlike a handler of the system's it may use
   * the loop. A second handler for a signal replaces the first; {@link #close} removes all.
   *
   * <p>The process has one handler per signal, so one loop at a time has it. Needs the JDK's module
   * {@code jdk.unsupported}, which is there unless a custom image was linked without it. {@code
   * INT}, {@code TERM} and {@code HUP} stay ignored if the process began with them ignored, as in
   * the background of a script or under {@code nohup}: the virtual machine does not take them.
   *
   * @param signal its name, {@code "TERM"} or {@code "SIGTERM"}; which there are depends on the
   *     system
   * @throws IllegalArgumentException if there is no such signal
   * @throws IllegalStateException if the system or the virtual machine does not let go of it
   *     ({@code KILL}, {@code SEGV}), or another loop handles it; remove that handler first
   * @throws UnsupportedOperationException without the module {@code jdk.unsupported}
   */
  void addSignalHandler(String signal, Runnable callback);

  /**
   * Gives a signal back to whoever handled it before: by default to the virtual machine, which
   * ends.
   *
   * @return false if there was no handler of this loop
   */
  boolean removeSignalHandler(String signal);

  // ---- failures ----

  /**
   * Makes {@code handler} hear of failures that have no caller to go to: a callback that throws, a
   * failed future that nobody looked at. Null for the default, which logs.
   *
   * <pre>{@code
   * loop.setExceptionHandler((where, failure) -> log.add(failure.exception().getMessage()));
   * loop.callSoon(() -> { throw new IllegalStateException("no caller"); });
   * }</pre>
   */
  void setExceptionHandler(@Nullable ExceptionHandler handler);

  /** What {@link #setExceptionHandler} has set, or null. */
  @Nullable ExceptionHandler exceptionHandler();

  /** Logs a failure at level {@code ERROR}; for handlers that add to the default behaviour. */
  void defaultExceptionHandler(ExceptionContext context);

  /** Tells the exception handler of a failure. */
  void callExceptionHandler(ExceptionContext context);

  // ---- debugging ----

  /**
   * Whether debug mode is on: calls from wrong threads throw, slow callbacks and steps are logged,
   * and reported failures of callbacks tell where these were scheduled. Initially if the system
   * property {@code dev.weft.debug} is {@code true} or the environment variable {@code WEFT_DEBUG}
   * is not empty.
   */
  boolean isDebug();

  /** Switches debug mode on or off, also while the loop runs. */
  void setDebug(boolean debug);

  /**
   * Describes the tasks that are not done as text: who awaits whom, at which line. A task that
   * another one waits for, or that belongs to a group of another one, stands below that.
   *
   * <p>Any thread may ask. A loop that does not answer within a second is stuck in a step; then the
   * stack of its thread comes first. {@link dev.weft.spi.LoopMonitor} asks from outside the
   * process.
   */
  String dump();

  /** Makes {@code instrument} hear of every step that is taken on this loop from now on. */
  void addInstrument(Instrument instrument);

  /**
   * Takes an instrument away again.
   *
   * @return false if it was not there
   */
  boolean removeInstrument(Instrument instrument);
}
