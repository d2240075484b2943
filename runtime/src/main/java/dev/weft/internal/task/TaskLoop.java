package dev.weft.internal.task;

import dev.weft.AsyncCallable;
import dev.weft.AsyncFuture;
import dev.weft.AsyncGenerator;
import dev.weft.Awaitable;
import dev.weft.BlockingCallable;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.internal.loop.Failures;
import dev.weft.internal.loop.RunLoop;
import dev.weft.internal.loop.Watch;
import dev.weft.internal.queue.Scheduled;
import dev.weft.linkage.AsyncTrace;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import dev.weft.linkage.GeneratorRegistry;
import dev.weft.linkage.HotCall;
import dev.weft.linkage.Stages;
import dev.weft.spi.LoopConfig;
import dev.weft.spi.LoopMonitor;
import dev.weft.spi.Resolver;
import java.lang.invoke.MethodHandles;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event loop that {@link EventLoop#create} makes: a {@link RunLoop} with futures and tasks. */
public final class TaskLoop extends RunLoop implements GeneratorRegistry {

  /** How long a loop may take to answer before it counts as stuck. */
  private static final long DUMP_PATIENCE_MILLIS = 1_000;

  private static final ThreadLocal<EventLoop> CURRENT = new ThreadLocal<>();

  // A class whose initialisation meets a stack overflow is unusable for good, and these are first
  // needed where a body's failure is kept, which may be at the bottom of a stack that overflows.
  static {
    initialise(UnseenFailure.class);
    initialise(AsyncTrace.class);
    initialise(FutureStage.class);
    initialise(StageFuture.class);
    if (Boolean.getBoolean("dev.weft.jmx")) {
      LoopMonitor.register();
    }
  }

  private static void initialise(Class<?> type) {
    try {
      MethodHandles.lookup().ensureInitialized(type);
    } catch (IllegalAccessException e) {
      throw new AssertionError("a class of this package", e);
    }
  }

  final Driver driver;
  final Set<UnseenFailure> unseenFailures = new LinkedHashSet<>(); // loop thread only
  private @Nullable EagerStep eagerStep; // the innermost first step of a hot method
  private final TaskList tasks = new TaskList();
  private final OpenGenerators generators = new OpenGenerators(this);
  private final Resolver resolver;
  private final SelectorProvider provider;
  private final BlockingWork blockingWork = new BlockingWork(this);
  private final Set<CompletableFuture<?>> awaitedElsewhere = ConcurrentHashMap.newKeySet();
  private @Nullable LoopTask<?> current; // loop thread only
  private @Nullable TaskFactory taskFactory; // loop thread only
  private int tasksMade; // loop thread only

  /** A loop that has not run yet. */
  public TaskLoop(LoopConfig config) {
    super(config);
    resolver = config.resolver();
    provider = config.provider();
    driver = new Driver(config.yieldBudget(), this);
  }

  /**
   * The loop that runs on this thread.
   *
   * @throws IllegalStateException if none does
   */
  public static TaskLoop running() {
    return (TaskLoop) requireRunning();
  }

  /** See {@link EventLoop#get()}. */
  public static EventLoop get() {
    EventLoop running = findRunning();
    if (running != null) {
      return running;
    }
    if (CURRENT.get() == null) {
      CURRENT.set(EventLoop.create());
    }
    return CURRENT.get();
  }

  /** See {@link EventLoop#set}. */
  public static void set(@Nullable EventLoop loop) {
    CURRENT.set(loop);
  }

  // ---- running ----

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> awaitable) {
    requireOpen();
    requireIdle();
    AsyncFuture<T> future = ensureFuture(awaitable);
    Consumer<AsyncFuture<T>> stopWhenDone = this::stopFor;
    future.addDoneCallback(stopWhenDone);
    try {
      runForever();
    } finally {
      future.removeDoneCallback(stopWhenDone);
    }
    if (!future.isDone()) {
      throw new IllegalStateException("Event loop stopped before Future completed.");
    }
    return future.result();
  }

  /** A fatal error has ended the run already; the next one must not find a stop from this one. */
  private void stopFor(AsyncFuture<?> done) {
    if (done.isCancelled() || !Failures.isFatal(done.exception())) {
      stop();
    }
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T runUntilComplete(
      AsyncCallable<T, X> body) throws X {
    requireOpen();
    requireIdle();
    return runUntilComplete(body.call());
  }

  @Override
  public void close() {
    boolean first = !isClosed();
    super.close();
    if (first) {
      blockingWork.shutdown();
      for (CompletableFuture<?> stage : awaitedElsewhere) {
        stage.cancel(false);
      }
      for (UnseenFailure failure : List.copyOf(unseenFailures)) {
        failure.report();
      }
      for (Task<?> pending : tasks.snapshot()) {
        reportPending(pending);
      }
    }
  }

  /** Has {@code stage} cancelled when the loop is closed, since other threads wait. Any thread. */
  void cancelAtClose(CompletableFuture<?> stage) {
    awaitedElsewhere.add(stage);
    stage.whenComplete((value, failure) -> awaitedElsewhere.remove(stage));
  }

  // ---- futures and tasks ----

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
    return new LoopFuture<>(this);
  }

  /** A pending future that somebody will complete because of {@code others}. */
  public <T extends @Nullable Object> AsyncFuture<T> createFuture(
      Collection<? extends AsyncFuture<?>> others) {
    return new JointFuture<>(this, others);
  }

  /** A future that is done when {@code delay} has passed. */
  public AsyncFuture<@Nullable Void> elapsed(Duration delay) {
    SleepFuture future = new SleepFuture(this, deadlineAfter(delay), nextSequence());
    add(future);
    return future;
  }

  void sleepCancelled() {
    timerCancelled();
  }

  /** The future itself, or a task for a coroutine. */
  public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> awaitable) {
    if (awaitable instanceof AsyncFuture<T> future) {
      requireOwn(future);
      return future;
    }
    return createTask((Coroutine<T>) awaitable);
  }

  /** A future that follows {@code stage}; failed if the stage cannot be subscribed to. */
  public <T extends @Nullable Object> LoopFuture<T> futureOf(CompletionStage<T> stage) {
    try {
      return StageFuture.of(this, stage);
    } catch (Throwable brokenStage) {
      return LoopFuture.failed(this, brokenStage);
    }
  }

  /**
   * Checks that {@code future} may be waited for here.
   *
   * @throws IllegalArgumentException if it belongs to another loop
   */
  public void requireOwn(AsyncFuture<?> future) {
    if (future.loop() != this) {
      throw new IllegalArgumentException(
          future + " belongs to another loop: use future.toCompletableFuture(), made on that loop");
    }
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, @Nullable String name, @Nullable Context context) {
    TaskFactory factory = taskFactory != null ? taskFactory : TaskFactory.standard();
    Task<T> task = factory.create(this, coroutine, context);
    if (name != null) {
      task.setName(name);
    }
    return task;
  }

  /** Makes a task that begins in the next pass. */
  public <T extends @Nullable Object> Task<T> schedule(
      Coroutine<T> coroutine, @Nullable Context context) {
    requireUsable();
    CoroutineFrame<T> frame = (CoroutineFrame<T>) coroutine;
    frame.claim();
    LoopTask<T> task = newTask(frame, context != null ? context : sharedContext());
    tasks.add(task);
    enqueue(task);
    return task;
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(AsyncCallable<T, ?> body) {
    return createTask(FailedCoroutine.callOrFail(body));
  }

  /** Begins a task whose first step the caller makes: what a hot method does on a loop. */
  public HotCall enterHotCall() {
    return new EagerStep(this, newTask(null, sharedContext()));
  }

  /** Makes a task and runs its first step at once, on the caller's stack. */
  public <T extends @Nullable Object> Task<T> startEagerly(Coroutine<T> coroutine) {
    requireUsable();
    CoroutineFrame<T> frame = (CoroutineFrame<T>) coroutine;
    frame.claim();
    LoopTask<T> task = newTask(frame, sharedContext());
    Stages.step(new EagerStep(this, task), frame);
    return task;
  }

  private <T extends @Nullable Object> LoopTask<T> newTask(
      @Nullable CoroutineFrame<T> frame, Context context) {
    LoopTask<T> task = new LoopTask<>(this, frame, ++tasksMade, context);
    Watch watch = watch();
    if (watch != null) {
      watch.spawned(task);
    }
    return task;
  }

  /** A task that began eagerly goes on: from now on the loop holds it. */
  void suspended(LoopTask<?> task) {
    tasks.add(task);
  }

  void finished(LoopTask<?> task) {
    tasks.remove(task);
  }

  /** Makes {@code step} the innermost eager one. Returns the one that was. */
  @Nullable EagerStep enter(@Nullable EagerStep step) {
    EagerStep outer = eagerStep;
    eagerStep = step;
    return outer;
  }

  /** Makes {@code task} the current one. Returns the one that was. */
  @Nullable LoopTask<?> enter(@Nullable LoopTask<?> task) {
    LoopTask<?> outer = current;
    current = task;
    return outer;
  }

  /** No task is the current one any more. */
  void leaveTask() {
    current = null;
  }

  @Override
  protected void contextOwned(Context own) {
    if (current != null) {
      current.setContext(own);
    }
  }

  /** How many tasks there can be at most. */
  int tasksMade() {
    return tasksMade;
  }

  void wake(Scheduled item) {
    requireUsable();
    enqueue(item);
  }

  @Override
  public @Nullable Task<?> currentTask() {
    return current;
  }

  @Override
  public Set<Task<?>> allTasks() {
    Set<Task<?>> all = tasks.snapshot();
    for (EagerStep step = eagerStep; step != null; step = step.outer) {
      all.add(step.task);
    }
    return Collections.unmodifiableSet(all);
  }

  @Override
  public void setTaskFactory(@Nullable TaskFactory factory) {
    taskFactory = factory;
  }

  @Override
  public @Nullable TaskFactory taskFactory() {
    return taskFactory;
  }

  // ---- blocking work ----

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
      @Nullable Executor executor, BlockingCallable<T, ?> work) {
    requireUsable();
    return blockingWork.submit(executor, work);
  }

  @Override
  public void setDefaultExecutor(ExecutorService executor) {
    blockingWork.setDefault(executor);
  }

  @Override
  public Coroutine<@Nullable Void> shutdownDefaultExecutor(Duration limit) {
    return blockingWork.shutdownAndAwait(limit);
  }

  /** What looks up host names for this loop. Any thread. */
  public Resolver resolver() {
    return resolver;
  }

  /** Opens the loop's sockets. */
  public SelectorProvider provider() {
    return provider;
  }

  // ---- async generators ----

  @Override
  public void started(AsyncGenerator<?> generator) {
    generators.add(generator);
  }

  @Override
  public void ended(AsyncGenerator<?> generator) {
    generators.remove(generator);
  }

  @Override
  public Coroutine<@Nullable Void> shutdownAsyncGens() {
    return generators.shutDown();
  }

  // ---- failures ----

  UnseenFailure watch(LoopFuture<?> future, Throwable failure) {
    UnseenFailure unseen = new UnseenFailure(future, failure);
    unseenFailures.add(unseen);
    return unseen;
  }

  private void reportPending(Task<?> task) {
    callExceptionHandler(
        new ExceptionContext("Task was destroyed but it is pending", null).with("future", task));
  }

  // ---- dumps ----

  @Override
  public String dump() {
    Thread runner = thread();
    if (runner == null || runner == Thread.currentThread()) {
      return TaskDump.of(this);
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    post(() -> answer.complete(TaskDump.of(this)));
    try {
      return answer.get(DUMP_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException busy) {
      // It is described from here.
    }
    return dumpOfBusyLoop(runner);
  }

  /** The loop's thread does not answer. What is read of its tasks meanwhile may be inconsistent. */
  private String dumpOfBusyLoop(Thread runner) {
    StringBuilder text = new StringBuilder();
    text.append("The loop has not answered: something keeps ").append(runner).append(" busy\n");
    if (current == null) { // else the task shows it
      for (StackTraceElement element : runner.getStackTrace()) {
        text.append("    at ").append(element).append('\n');
      }
    }
    try {
      text.append(TaskDump.of(this));
    } catch (RuntimeException changedMeanwhile) {
      text.append("Its tasks change too fast to be read: ").append(changedMeanwhile).append('\n');
    }
    return text.toString();
  }

  /** What the thread that runs this loop is doing. */
  List<StackTraceElement> stackOfThread() {
    Thread runner = thread();
    return runner == null ? List.of() : List.of(runner.getStackTrace());
  }

  void reportUnlessFatal(ExceptionContext context) {
    if (Failures.isFatal(context.exception())) {
      throw Failures.<RuntimeException>sneak(context.exception());
    }
    callExceptionHandler(context);
  }
}
