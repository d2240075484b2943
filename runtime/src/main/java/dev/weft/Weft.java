package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.internal.task.BoundedMap;
import dev.weft.internal.task.FutureStage;
import dev.weft.internal.task.Gathering;
import dev.weft.internal.task.Sleep;
import dev.weft.internal.task.TaskLoop;
import dev.weft.linkage.AsyncTrace;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * asyncio's module functions: running a program, sleeping, running things concurrently.
 *
 * <pre>{@code
 * @Async
 * static Coroutine<String> greet(String name) {
 *   Await.of(Weft.sleep(Duration.ofMillis(100))); // suspends, and blocks no thread
 *   return Coroutine.of("hello " + name);
 * }
 *
 * public static void main(String[] args) {
 *   System.out.println(Weft.run(greet("world")));
 * }
 * }</pre>
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
   * flag is set again on return. On the program's main thread Ctrl-C cancels {@code main} too; see
   * {@link Runner#run(Coroutine)}.
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
    return new Sleep<>(delay);
  }

  /** Suspends for {@code delay}, then gives {@code result}. */
  @Async
  public static <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
    Await.of(sleep(delay));
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
   * done gives its result and a coroutine never starts. asyncio's {@code wait_for}.
   *
   * <pre>{@code
   * String greeting = Await.of(Weft.waitFor(greet("ada"), Duration.ofSeconds(5)));
   * }</pre>
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
   * <pre>{@code
   * String both =
   *     Await.of(
   *         Weft.timeout(
   *             Duration.ofSeconds(5), // for all of it
   *             limit -> {
   *               String first = Await.of(greet("ada"));
   *               limit.rescheduleAfter(Duration.ofSeconds(5)); // and again from here
   *               return Coroutine.of(first + ", " + Await.of(greet("alan")));
   *             }));
   * }</pre>
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

  /**
   * The stack trace of a failure as if all awaits had been plain calls: where it was thrown, and
   * then every method of yours that awaited it, with the line of the await. Never suspends; any
   * thread.
   *
   * <p>A failure that only one task has seen shows the same in its own trace, from the moment that
   * it reaches a {@code catch} across a suspension, or leaves the task. A failure that came out of
   * a future or of another task may be shared, so its own trace stays as it is; here the awaits
   * that it came through follow. If several tasks have awaited the same future, they are those of
   * the last one.
   *
   * @return a fresh array; empty for an exception without a trace that has crossed no await
   */
  public static StackTraceElement[] stackTrace(Throwable failure) {
    return AsyncTrace.of(failure);
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
   * <pre>{@code
   * List<String> greetings = Await.of(Weft.gather(greet("ada"), greet("alan")));
   * }</pre>
   *
   * <p>The first failure is that of the whole, at once; the others go on. Cancelling the whole
   * cancels all of them. A {@link TaskGroup} ends the others too.
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
    return Gathering.results(TaskLoop.running(), awaitables);
  }

  /**
   * Runs both at the same time and combines their results; see {@link #gather(Awaitable[])}.
   *
   * <pre>{@code
   * int area = Await.of(Weft.gather(width(), height(), (width, height) -> width * height));
   * }</pre>
   */
  @SuppressWarnings("unchecked") // by position
  public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      AsyncFuture<R> gather(
          Awaitable<A> a, Awaitable<B> b, BiFunction<? super A, ? super B, ? extends R> combiner) {
    return Gathering.<@Nullable Object, R>combined(
        TaskLoop.running(),
        List.of(a, b),
        results -> combiner.apply((A) results.get(0), (B) results.get(1)));
  }

  /**
   * Runs all three at the same time and combines their results; see {@link #gather(Awaitable[])}.
   */
  @SuppressWarnings("unchecked") // by position
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          R extends @Nullable Object>
      AsyncFuture<R> gather(
          Awaitable<A> a,
          Awaitable<B> b,
          Awaitable<C> c,
          Function3<? super A, ? super B, ? super C, ? extends R> combiner) {
    return Gathering.<@Nullable Object, R>combined(
        TaskLoop.running(),
        List.of(a, b, c),
        results -> combiner.apply((A) results.get(0), (B) results.get(1), (C) results.get(2)));
  }

  /**
   * Runs all four at the same time and combines their results; see {@link #gather(Awaitable[])}.
   */
  @SuppressWarnings("unchecked") // by position
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          R extends @Nullable Object>
      AsyncFuture<R> gather(
          Awaitable<A> a,
          Awaitable<B> b,
          Awaitable<C> c,
          Awaitable<D> d,
          Function4<? super A, ? super B, ? super C, ? super D, ? extends R> combiner) {
    return Gathering.<@Nullable Object, R>combined(
        TaskLoop.running(),
        List.of(a, b, c, d),
        results ->
            combiner.apply(
                (A) results.get(0), (B) results.get(1), (C) results.get(2), (D) results.get(3)));
  }

  /**
   * Runs all five at the same time and combines their results; see {@link #gather(Awaitable[])}.
   */
  @SuppressWarnings("unchecked") // by position
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          R extends @Nullable Object>
      AsyncFuture<R> gather(
          Awaitable<A> a,
          Awaitable<B> b,
          Awaitable<C> c,
          Awaitable<D> d,
          Awaitable<E> e,
          Function5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> combiner) {
    return Gathering.<@Nullable Object, R>combined(
        TaskLoop.running(),
        List.of(a, b, c, d, e),
        results ->
            combiner.apply(
                (A) results.get(0),
                (B) results.get(1),
                (C) results.get(2),
                (D) results.get(3),
                (E) results.get(4)));
  }

  /**
   * Runs all of {@code awaitables} at the same time, waits until all of them have ended, and tells
   * what has become of each, in the same order. Cancelling the whole cancels all of them. asyncio's
   * {@code gather} with {@code return_exceptions}.
   *
   * <pre>{@code
   * for (Outcome<String> outcome : Await.of(Weft.settle(greet("ada"), refuse("alan")))) {
   *   if (outcome instanceof Outcome.Failure<String> failure) {
   *     log.add("failed: " + failure.exception().getMessage());
   *   }
   * }
   * }</pre>
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T extends @Nullable Object> AsyncFuture<List<Outcome<T>>> settle(
      Awaitable<? extends T>... awaitables) {
    return settle(List.of(awaitables));
  }

  /** Tells what has become of each; see {@link #settle(Awaitable[])}. */
  public static <T extends @Nullable Object> AsyncFuture<List<Outcome<T>>> settle(
      List<? extends Awaitable<? extends T>> awaitables) {
    return Gathering.outcomes(TaskLoop.running(), awaitables);
  }

  /**
   * Waits until the futures are done, all or the first of them, and tells which are. Cancels
   * nothing. asyncio's {@code wait}.
   *
   * <pre>{@code
   * Waited<Task<String>> waited = Await.of(Weft.waitAll(tasks, When.FIRST_COMPLETED));
   * for (Task<String> late : waited.pending()) {
   *   late.cancel();
   * }
   * }</pre>
   *
   * @throws IllegalArgumentException at the await, if there is nothing to wait for, or a future
   *     belongs to another loop; give {@code Weft.awaitable(future.toCompletableFuture())}, say
   */
  public static <F extends AsyncFuture<?>> Coroutine<Waited<F>> waitAll(
      Collection<? extends F> futures, When when) {
    return waitAll(futures, when, null);
  }

  /**
   * Waits until the futures are done, all or the first of them, or until the time is over, and
   * tells which are. Cancels nothing.
   *
   * @param limit null for none; with zero or less it waits for one pass
   * @throws IllegalArgumentException at the await, if there is nothing to wait for, or a future
   *     belongs to another loop; give {@code Weft.awaitable(future.toCompletableFuture())}, say
   */
  public static <F extends AsyncFuture<?>> Coroutine<Waited<F>> waitAll(
      Collection<? extends F> futures, When when, @Nullable Duration limit) {
    return Waiter.waitAll(new LinkedHashSet<F>(futures), when, limit);
  }

  /**
   * Runs all of {@code awaitables} at the same time and gives one coroutine per awaitable: the
   * first to be awaited completes with the first that is done, and so on. Coroutines that are not
   * awaited lose nothing; cancelling them cancels none of the awaitables. asyncio's {@code
   * as_completed}.
   *
   * <pre>{@code
   * for (Coroutine<String> next : Weft.asCompleted(List.of(slow(), fast()))) {
   *   log.add(Await.of(next));
   * }
   * }</pre>
   */
  public static <T extends @Nullable Object> Iterable<Coroutine<T>> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return asCompleted(awaitables, null);
  }

  /**
   * Gives one coroutine per awaitable, in order of completion; see {@link
   * #asCompleted(Collection)}. When the time is over, each that has nothing to give fails with
   * {@link TimeoutException}.
   *
   * @param limit for all together, from now on; null for none
   */
  public static <T extends @Nullable Object> Iterable<Coroutine<T>> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration limit) {
    return Completions.of(awaitables, limit);
  }

  /**
   * Protects {@code awaitable} from cancellation: cancelling what this returns leaves it running.
   * Whoever cancels it otherwise cancels this too. asyncio's {@code shield}.
   *
   * <pre>{@code
   * Task<Void> saving = Weft.createTask(save()); // somebody must hold it
   * Await.of(Weft.shield(saving)); // a cancellation here leaves the saving alone
   * }</pre>
   */
  public static <T extends @Nullable Object> AsyncFuture<T> shield(Awaitable<T> awaitable) {
    return Shield.of(TaskLoop.running().ensureFuture(awaitable));
  }

  /**
   * Runs all of {@code awaitables} at the same time until the first is done, cancels the others,
   * waits for their end, and gives the result or failure of the first.
   *
   * <pre>{@code
   * String first = Await.of(Weft.race(slow(), fast()));
   * }</pre>
   *
   * @throws IllegalArgumentException at the await, if there are none
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T extends @Nullable Object> Coroutine<T> race(
      Awaitable<? extends T>... awaitables) {
    return race(List.of(awaitables));
  }

  /** Gives the result of the first that is done; see {@link #race(Awaitable[])}. */
  public static <T extends @Nullable Object> Coroutine<T> race(
      List<? extends Awaitable<? extends T>> awaitables) {
    return Waiter.race(awaitables);
  }

  /**
   * Runs all of {@code awaitables} at the same time, waits until one is done, and tells which. The
   * others are not cancelled: give them to the next {@code select}, or call {@link
   * Selected#cancelOthers}. Coroutines become tasks; those are cancelled when {@code select} is.
   *
   * <pre>{@code
   * Task<String> job = Weft.createTask(jobs.get());
   * Task<Void> end = Weft.createTask(shutdown.await());
   * Selected<?> first = Await.of(Weft.select(job, end));
   * if (first.future() == job) {
   *   log.add("to do: " + job.result());
   * }
   * }</pre>
   *
   * @throws IllegalArgumentException at the await, if there are none
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T extends @Nullable Object> Coroutine<Selected<T>> select(
      Awaitable<? extends T>... awaitables) {
    return select(List.of(awaitables));
  }

  /** Tells which is done first; see {@link #select(Awaitable[])}. */
  public static <T extends @Nullable Object> Coroutine<Selected<T>> select(
      List<? extends Awaitable<? extends T>> awaitables) {
    return Waiter.select(awaitables);
  }

  /**
   * Applies {@code body} to every input, at most {@code limit} at the same time, and gives the
   * results in the order of the inputs. Inputs are taken from {@code inputs} when there is room for
   * them.
   *
   * <pre>{@code
   * List<String> greetings = Await.of(Weft.map(names, 10, name -> greet(name)));
   * }</pre>
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

  /**
   * A future of the running loop that follows {@code stage}; cancelling it cancels the stage. Only
   * for what takes an {@link Awaitable}: a stage can be awaited as it is.
   *
   * <pre>{@code
   * List<String> both = Await.of(Weft.gather(greet("ada"), Weft.awaitable(stage)));
   * }</pre>
   */
  public static <T extends @Nullable Object> AsyncFuture<T> awaitable(CompletionStage<T> stage) {
    return TaskLoop.running().futureOf(stage);
  }

  /**
   * Runs {@code work}, which may block, on a thread of the loop's default executor, in a copy of
   * the current context. Cancelling does not interrupt work that has begun. asyncio's {@code
   * to_thread}.
   *
   * <pre>{@code
   * String text = Await.of(Weft.toThread(() -> Files.readString(file)));
   * }</pre>
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
   * returns in any other way ({@code cancel}, {@code orTimeout}) cancels the task. It is cancelled
   * if the loop is closed before the task has ended. asyncio's {@code run_coroutine_threadsafe}.
   *
   * <pre>{@code
   * CompletableFuture<String> greeting = Weft.runCoroutineThreadsafe(greet("ada"), loop);
   * }</pre>
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
