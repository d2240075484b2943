package dev.weft.testing;

import dev.weft.AsyncCallable;
import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Outcome;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.When;
import dev.weft.annotations.Async;
import dev.weft.spi.LoopConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A loop for a test: time is virtual, the order can be shuffled, and what the test leaves behind is
 * found.
 *
 * <p>{@link #run} runs a body as {@link Weft#run} does. Where everything waits for a timer, the
 * clock jumps to it, so that an hour of sleep takes no time; how work on other threads and real I/O
 * fit in, {@link VirtualTime} says. A run that takes too much virtual time, or waits too long for
 * something outside, fails with an {@code AssertionError} that tells where the tasks are.
 *
 * <p>{@link #close} fails if tasks are left that nobody has cancelled, or sockets that nobody has
 * closed, or if a failure was reported that nobody has looked at. Debug mode is on.
 *
 * <p>With JUnit, use {@link AsyncTest}; elsewhere try-with-resources:
 *
 * <pre>{@code
 * try (TestLoop loop = new TestLoop()) {
 *   loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofHours(1)))));
 * }
 * }</pre>
 *
 * <p>It belongs to the thread that runs it.
 */
public final class TestLoop implements AutoCloseable {

  private final TestOptions options;
  private final @Nullable Cancelling cancelling;
  private final VirtualTime time;
  private final FakeNetwork network;
  private final Runner runner;
  private final EventLoop loop;
  private final List<ExceptionContext> reports = new ArrayList<>();
  private final Limits limits;

  /** A loop with the {@linkplain TestOptions#standard standard} options. */
  public TestLoop() {
    this(TestOptions.standard());
  }

  /** A loop with the given options. */
  public TestLoop(TestOptions options) {
    this(options, null);
  }

  /** A loop for a run of {@link Repeat#cancellingEachAwait}. */
  TestLoop(TestOptions options, @Nullable Cancelling cancelling) {
    this.options = options;
    this.cancelling = cancelling;
    this.time = new VirtualTime(options.loop());
    this.network = FakeNetwork.absent(options.seed() == null ? 0 : options.seed());
    this.runner = new Runner(() -> EventLoop.create(config()));
    this.loop = runner.loop();
    this.limits = new Limits(options, time, loop, cancelling);
    time.watch(limits);
    loop.setDebug(true);
    loop.setExceptionHandler((source, report) -> reports.add(report));
  }

  private LoopConfig config() {
    LoopConfig config = network.applyTo(time.applyTo(options.loop()));
    Long seed = options.seed();
    return config.withOrder(seed == null ? null : new SplittableRandom(seed)::nextInt);
  }

  // ---- running ----

  /**
   * Runs the coroutine that {@code body} makes, and returns its result or throws its failure. Tasks
   * that it leaves behind go on in the next run.
   *
   * @throws X what the body throws
   * @throws AssertionError if the run passes its limit of virtual time, or waits for something
   *     outside the loop for longer than its patience
   */
  public <T extends @Nullable Object, X extends Exception> T run(AsyncCallable<T, X> body)
      throws X {
    limits.start();
    return runner.run(body);
  }

  /**
   * Runs {@code body} in a task of its own, which {@link Repeat#cancellingEachAwait} cancels, and
   * tells what has become of it.
   *
   * @throws IllegalStateException if the loop is not one of {@code cancellingEachAwait}, or this is
   *     the second call
   */
  public <T extends @Nullable Object> Outcome<T> runCancelling(AsyncCallable<T, ?> body) {
    if (cancelling == null) {
      throw new IllegalStateException("runCancelling needs a loop of Repeat.cancellingEachAwait");
    }
    return run(() -> Coroutine.of(Await.of(outcome(body, cancelling))));
  }

  @Async
  private static <T extends @Nullable Object> Coroutine<Outcome<T>> outcome(
      AsyncCallable<T, ?> body, Cancelling cancelling) {
    Task<T> task = Weft.createTask(body);
    cancelling.watch(task);
    Await.of(Weft.waitAll(List.of(task), When.ALL_COMPLETED));
    return Coroutine.of(Outcome.of(task));
  }

  /** The loop itself, for its callbacks and timers, and to run it in other ways. */
  public EventLoop eventLoop() {
    return loop;
  }

  /** What the loop was made with. */
  public TestOptions options() {
    return options;
  }

  // ---- time ----

  /** The virtual time since the loop was made. */
  public Duration time() {
    return loop.time();
  }

  /**
   * Moves the clock on at once, whatever is pending; timers that become due run in the next pass.
   * Awaiting {@link Weft#sleep} is what a body does to let time pass in order.
   */
  public void advance(Duration duration) {
    time.advance(duration);
  }

  // ---- the network ----

  /**
   * A network in memory, over which {@link dev.weft.net.Net} goes from the first call of this on;
   * always the same one. Its seed is the loop's, or 0.
   */
  public FakeNetwork fakeNetwork() {
    network.appear();
    return network;
  }

  // ---- other tasks, other threads ----

  /**
   * Waits until nothing else can run: every other task waits for a time, for I/O, for another
   * thread, or for each other. The clock does not jump before that.
   */
  @Async
  public Coroutine<@Nullable Void> waitAllTasksBlocked() {
    AsyncFuture<@Nullable Void> blocked = loop.createFuture();
    time.whenBlocked(
        () -> {
          if (!blocked.isDone()) {
            blocked.setResult(null);
          }
        });
    Await.of(blocked);
    return Coroutine.done();
  }

  /**
   * Says that something outside the loop will complete {@code stage}, so that the clock does not
   * jump as long as it is pending. Returns the stage.
   */
  public <S extends CompletionStage<?>> S outside(S stage) {
    time.workBegan();
    stage.whenComplete((result, failure) -> loop.callSoonThreadsafe(time::workEnded));
    return stage;
  }

  // ---- failures ----

  /**
   * What the loop's exception handler was told, oldest first: failed callbacks, failures that
   * nobody has looked at. What is taken is no longer a failure of the test.
   */
  public List<ExceptionContext> takeReports() {
    List<ExceptionContext> taken = List.copyOf(reports);
    reports.clear();
    return taken;
  }

  /**
   * Cancels the tasks that are left, awaits them, and closes the loop.
   *
   * @throws AssertionError if there were tasks that nobody had cancelled (cancel or await them),
   *     channels that the loop still watched (close transports and servers), or failures that
   *     nobody has looked at ({@link #takeReports})
   */
  @Override
  public void close() {
    if (loop.isClosed()) {
      return;
    }
    boolean givenUp = limits.hasGivenUp(); // then it is no news that something is left
    limits.start();
    Leaks leaks = new Leaks();
    try (runner) {
      if (!givenUp) {
        runUntilBlocked();
        leaks.addTasks(loop.allTasks());
        leaks.addChannels(time.watched());
        leaks.addChannels(network.poller().watched());
      }
    }
    leaks.addReports(reports);
    leaks.check();
  }

  /** Lets tasks that were cancelled at the end of the test end. */
  private void runUntilBlocked() {
    time.whenBlocked(loop::stop);
    loop.runForever();
  }

  @Override
  public String toString() {
    return "<TestLoop time=" + time() + " seed=" + options.seed() + ">";
  }
}
