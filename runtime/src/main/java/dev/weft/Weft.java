package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.internal.task.BoundedMap;
import dev.weft.internal.task.FutureStage;
import dev.weft.internal.task.Gathering;
import dev.weft.internal.task.TaskLoop;
import dev.weft.internal.task.Yield;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * asyncio's module functions: running a program, sleeping, running things concurrently.
 *
 * <p>Unless said otherwise they need a loop that runs on the calling thread and throw {@code
 * IllegalStateException} without one. Nothing here blocks but {@link #run}.
 */
public final class Weft {

  private Weft() {}

  // ---- running a program ----

  /**
   * Runs {@code main} on a new loop and returns its result, or throws its failure, checked or not.
   * Blocks the calling thread. Before it returns, the tasks that are left are cancelled and
   * awaited, and the loop is closed. Interrupting the thread cancels {@code main}; the interrupt
   * flag is set again on return.
   *
   * @throws IllegalStateException if a loop is running on this thread; await instead
   */
  public static <T extends @Nullable Object> T run(Coroutine<T> main) {
    try (Runner runner = new Runner()) {
      return runner.run(main);
    }
  }

  /**
   * Runs the coroutine that {@code main} makes; see {@link #run(Coroutine)}.
   *
   * @throws X what {@code main} throws
   */
  public static <T extends @Nullable Object, X extends Exception> T run(AsyncCallable<T, X> main)
      throws X {
    try (Runner runner = new Runner()) {
      return runner.run(main);
    }
  }

  // ---- time ----

  /**
   * Suspends for {@code delay}. With zero or less it lets everything else that is ready run once.
   */
  public static Coroutine<@Nullable Void> sleep(Duration delay) {
    return sleep(delay, null);
  }

  /** Suspends for {@code delay}, then gives {@code result}. */
  @Async
  public static <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
    if (delay.isZero() || delay.isNegative()) {
      Await.of(new Yield());
      return Coroutine.of(result);
    }
    EventLoop loop = EventLoop.running();
    AsyncFuture<@Nullable Void> elapsed = loop.createFuture();
    TimerHandle timer = loop.callLater(delay, () -> complete(elapsed));
    try {
      Await.of(elapsed);
    } finally {
      timer.cancel();
    }
    return Coroutine.of(result);
  }

  private static void complete(AsyncFuture<@Nullable Void> future) {
    if (!future.isDone()) {
      future.setResult(null);
    }
  }

  /**
   * Awaits {@code awaitable} for at most {@code limit}, then cancels it and waits until it has
   * ended. A result that it produces nevertheless is returned. With zero or less, a future that is
   * done gives its result and a coroutine never starts.
   *
   * @param limit null for none
   * @throws TimeoutException at the await, if the time was over
   */
  @Async
  public static <T extends @Nullable Object> Coroutine<T> waitFor(
      Awaitable<T> awaitable, @Nullable Duration limit) throws TimeoutException {
    if (limit != null && (limit.isZero() || limit.isNegative())) {
      return Coroutine.of(Await.of(resultWithoutWaiting(awaitable)));
    }
    return Coroutine.of(Await.of(timeout(limit, timeout -> Coroutine.of(Await.of(awaitable)))));
  }

  @Async
  private static <T extends @Nullable Object> Coroutine<T> resultWithoutWaiting(
      Awaitable<T> awaitable) throws TimeoutException {
    AsyncFuture<T> future = TaskLoop.running().ensureFuture(awaitable);
    if (future.isDone()) {
      return Coroutine.of(future.result());
    }
    AsyncFuture<@Nullable Void> ended = future.loop().createFuture();
    future.addDoneCallback(done -> complete(ended));
    future.cancel();
    Await.of(ended);
    try {
      return Coroutine.of(future.result());
    } catch (CancelledError cancelled) {
      throw new TimeoutException("the time limit was over at the start", cancelled);
    }
  }

  /**
   * Runs {@code body} for at most {@code limit}, then cancels it. Inside, the {@link Timeout} tells
   * whether the time is over and can move the deadline. With zero or less the body still runs to
   * its first await that suspends.
   *
   * @param limit null for none
   * @throws TimeoutException at the await, if the time was over and the body ended cancelled
   * @throws X what the body throws
   */
  public static <T extends @Nullable Object, X extends Exception> Coroutine<T> timeout(
      @Nullable Duration limit, AsyncFunction<Timeout, T, X> body) throws X, TimeoutException {
    return Timeout.after(limit).run(body);
  }

  /**
   * Runs {@code body} until {@link EventLoop#time} reaches {@code deadline}, then cancels it; see
   * {@link #timeout}.
   *
   * @param deadline null for none
   * @throws TimeoutException at the await, if the time was over and the body ended cancelled
   * @throws X what the body throws
   */
  public static <T extends @Nullable Object, X extends Exception> Coroutine<T> timeoutAt(
      @Nullable Duration deadline, AsyncFunction<Timeout, T, X> body) throws X, TimeoutException {
    return Timeout.at(deadline).run(body);
  }

  // ---- tasks ----

  /** Schedules {@code coroutine} as a task, which begins in the loop's next pass. */
  public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return EventLoop.running().createTask(coroutine);
  }

  /** Schedules {@code coroutine} as a task of the given name. */
  public static <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, String name) {
    return EventLoop.running().createTask(coroutine, name);
  }

  /** Schedules an async body as a task; a checked exception is the task's failure. */
  public static <T extends @Nullable Object> Task<T> createTask(AsyncCallable<T, ?> body) {
    return EventLoop.running().createTask(body);
  }

  /** The task that is taking a step on this thread, or null, as in a callback. */
  public static @Nullable Task<?> currentTask() {
    return EventLoop.running().currentTask();
  }

  /** The tasks of the running loop that are not done, oldest first. */
  public static Set<Task<?>> allTasks() {
    return EventLoop.running().allTasks();
  }

  // ---- several at once ----

  /**
   * Runs all of {@code awaitables} at the same time, from now on, and gives their results in the
   * same order. Coroutines become tasks.
   *
   * <p>The first failure is that of the whole, at once; the others go on. Cancelling the whole
   * cancels all of them.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T extends @Nullable Object> AsyncFuture<List<T>> gather(
      Awaitable<? extends T>... awaitables) {
    return gather(List.of(awaitables));
  }

  /** Runs all of {@code awaitables} at the same time; see {@link #gather(Awaitable[])}. */
  public static <T extends @Nullable Object> AsyncFuture<List<T>> gather(
      List<? extends Awaitable<? extends T>> awaitables) {
    return Gathering.gather(TaskLoop.running(), awaitables);
  }

  /**
   * Applies {@code body} to every input, at most {@code limit} at the same time, and gives the
   * results in the order of the inputs. Inputs are taken from {@code inputs} when there is room for
   * them.
   *
   * <p>The first failure, or cancelling the whole, cancels what is running; the whole ends when all
   * of it has ended. Later failures are {@linkplain Throwable#getSuppressed suppressed}.
   *
   * @param limit 1 or more
   * @throws X what the body throws
   */
  @Async
  public static <A extends @Nullable Object, R extends @Nullable Object, X extends Exception>
      Coroutine<List<R>> map(
          Iterable<? extends A> inputs, int limit, AsyncFunction<? super A, R, X> body) throws X {
    return Coroutine.of(Await.of(BoundedMap.start(inputs, limit, body)));
  }

  // ---- other threads, other futures ----

  /** A future of the running loop that follows {@code stage}; cancelling it cancels the stage. */
  public static <T extends @Nullable Object> AsyncFuture<T> awaitable(CompletionStage<T> stage) {
    return TaskLoop.running().futureOf(stage);
  }

  /**
   * Runs {@code work}, which may block, on a thread of the loop's default executor, in a copy of
   * the current context. Cancelling does not interrupt work that has begun.
   *
   * @throws X at the await, what the work throws
   */
  @Async
  public static <T extends @Nullable Object, X extends Exception> Coroutine<T> toThread(
      BlockingCallable<T, X> work) throws X {
    Context context = Context.copyOfCurrent();
    EventLoop loop = EventLoop.running();
    return Coroutine.of(Await.of(loop.runInExecutor(null, () -> context.call(work))));
  }

  /**
   * Runs {@code coroutine} as a task of {@code loop}, from any other thread. Completing what it
   * returns in any other way ({@code cancel}, {@code orTimeout}) cancels the task.
   *
   * @throws IllegalStateException if the loop is closed
   */
  public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(
      Coroutine<T> coroutine, EventLoop loop) {
    return FutureStage.ofTask(loop, () -> loop.createTask(coroutine));
  }

  /** Runs an async body as a task of {@code loop}, from any other thread. */
  public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(
      AsyncCallable<T, ?> body, EventLoop loop) {
    return FutureStage.ofTask(loop, () -> loop.createTask(body));
  }
}
