package dev.weft.internal.loop;

import dev.weft.Context;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.ExceptionHandler;
import dev.weft.Handle;
import dev.weft.TimerHandle;
import dev.weft.internal.queue.ContextEntry;
import dev.weft.internal.queue.Mailbox;
import dev.weft.internal.queue.ReadyQueue;
import dev.weft.internal.queue.Scheduled;
import dev.weft.internal.timer.TimerHeap;
import dev.weft.spi.Instrument;
import dev.weft.spi.LoopClock;
import dev.weft.spi.LoopConfig;
import dev.weft.spi.Poller;
import dev.weft.spi.ReadyOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event loop without tasks: passes, callbacks, timers, lifecycle. */
public abstract class RunLoop implements EventLoop {

  /*
   * Overview.
   *
   * runForever() repeats pass() until it is told to stop. A pass polls for I/O, adds what is due,
   * and runs only what was ready when it began; what that schedules waits for the next pass, so
   * that I/O is polled in between however much is ready.
   *
   * Ownership. Everything belongs to the thread that runs the loop (or, while none does, to the
   * thread that will), except:
   *
   *   mailbox    any thread posts; the loop moves the posts into ready before anything newer, so
   *              that callSoon and callSoonThreadsafe share one order
   *   sleeping   says that a post must wake the poller. The loop sets it, then looks into the
   *              mailbox once more, then polls; a poster posts, then looks at the flag. One of the
   *              two sees the other, and a loop that is awake costs a poster no system call
   *   thread, closed   written by the loop's thread, read by any
   *
   * A callback's or step's context is entered in one place, runReady(), and left when the next
   * one enters its own, or the pass ends: then the loop is back in outerContext, a copy of the one
   * that it was started in. (To come back to it after each one would cost twice the stores, and
   * those of references to an old object are what a step's time goes to, under G1.)
   */

  /** Longer waits are split, since pollers count in smaller units. asyncio's limit. */
  private static final long MAX_POLL_NANOS = Duration.ofDays(1).toNanos();

  private static final ThreadLocal<RunLoop> RUNNING = new ThreadLocal<>();
  private static final Set<RunLoop> ALL_RUNNING = ConcurrentHashMap.newKeySet();

  private final LoopClock clock;
  private final Poller poller;
  private final @Nullable ReadyOrder order;
  private final ReadyQueue ready = new ReadyQueue();
  private final TimerHeap<Alarm> timers = new TimerHeap<>();
  private final Mailbox mailbox = new Mailbox();
  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final FailureReporter failures = new FailureReporter(this);
  private final SignalHandlers signals = new SignalHandlers(this);
  private final Channels channels;
  private final Consumer<Runnable> ioReady = this::ioReady;
  private ContextEntry contexts = ContextEntry.ofThread(); // of the thread that runs the loop
  private Context outerContext = Context.empty();
  private long timerSequence;
  private boolean stopping;
  private Runnable onInterrupt = this::stop;
  private final List<Instrument> instruments = new ArrayList<>();
  private @Nullable Watch watch; // null when nobody watches
  private volatile boolean debug = DebugMode.DEFAULT;
  private final @Nullable Unclosed unclosed =
      DebugMode.DEFAULT ? Unclosed.watch(this, "Event loop") : null;
  private volatile boolean closed;
  private volatile @Nullable Thread thread;

  /** A loop that has not run yet. */
  protected RunLoop(LoopConfig config) {
    this.clock = config.clock();
    this.order = config.order();
    this.poller = config.poller().get();
    this.channels = new Channels(this, poller);
    watchAnew();
  }

  // ---- the loop ----

  @Override
  public final void runForever() {
    Context startedIn = start();
    boolean interrupted = false;
    try {
      do {
        interrupted |= pass();
      } while (!stopping);
    } finally {
      finish(startedIn);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One turn of the loop. Returns whether the thread was interrupted. */
  private boolean pass() {
    watchRecordings();
    poll(pollTimeout());
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      onInterrupt.run();
    }
    mailbox.drainTo(ready);
    enqueueDueTimers();
    runReady();
    contexts.change(outerContext);
    return interrupted;
  }

  private long pollTimeout() {
    if (stopping || ready.size() > 0) {
      return 0;
    }
    Alarm next = timers.peek();
    if (next == null) {
      return Poller.FOREVER;
    }
    long wait = Nanos.add(next.deadlineNanos(), -clock.nanos());
    return Math.max(0, Math.min(wait, MAX_POLL_NANOS));
  }

  private void poll(long timeoutNanos) {
    Watch waiting = watch;
    if (waiting != null) {
      waiting.waits(timeoutNanos);
    }
    try {
      if (timeoutNanos == 0) {
        poller.poll(0, ioReady);
      } else {
        sleeping.set(true);
        poller.poll(mailbox.isEmpty() ? timeoutNanos : 0, ioReady);
        sleeping.set(false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the event loop cannot poll for I/O", e);
    }
    if (waiting != null) {
      waiting.waited(timeoutNanos);
    }
  }

  private void ioReady(Runnable callback) {
    if (callback instanceof WakeHandle waker && waker.wake()) {
      return;
    }
    if (callback instanceof Scheduled item) {
      enqueue(item);
    } else {
      callSoon(callback);
    }
  }

  private void enqueueDueTimers() {
    if (timers.size() == 0) {
      return;
    }
    long now = clock.nanos();
    if (watch != null) {
      watch.looksAtTimers(now, timers.peek());
    }
    for (Alarm due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
      due.fired();
      ready.add(due);
    }
  }

  /** Runs what is ready now; what becomes ready meanwhile waits for the next pass. */
  private void runReady() {
    for (int batch = ready.size(); batch > 0; batch--) {
      Scheduled item = order == null ? ready.take() : ready.take(order.next(batch));
      try {
        Context context = item.runsIn();
        if (context != null) {
          contexts.change(context);
        }
        if (watch == null) {
          item.run();
        } else {
          watch.run(item);
        }
      } catch (RuntimeException notRun) { // its context is entered already: it reports its own
        contexts.change(outerContext);
        callExceptionHandler(new ExceptionContext("Cannot run " + item, notRun));
      }
    }
  }

  // ---- lifecycle ----

  /** Returns the context to go back to at the end. */
  private Context start() {
    requireOpen();
    requireIdle();
    thread = Thread.currentThread();
    RUNNING.set(this);
    ALL_RUNNING.add(this);
    contexts = ContextEntry.ofThread();
    outerContext = contexts.shared();
    Context startedIn = contexts.enter(outerContext);
    contexts.setOwner(this::contextOwned);
    return startedIn;
  }

  private void finish(Context startedIn) {
    contexts.setOwner(null);
    contexts.change(outerContext);
    contexts.exit(outerContext, startedIn);
    stopping = false;
    thread = null;
    RUNNING.remove();
    ALL_RUNNING.remove(this);
  }

  /**
   * Checks that neither this loop nor, on this thread, another one runs.
   *
   * @throws IllegalStateException if one does
   */
  protected final void requireIdle() {
    if (isRunning()) {
      throw new IllegalStateException("This event loop is already running");
    }
    if (RUNNING.get() != null) {
      throw new IllegalStateException(
          "Cannot run the event loop while another loop is running on this thread: await instead");
    }
  }

  /**
   * Checks that the loop may still be used.
   *
   * @throws IllegalStateException if it is closed
   */
  protected final void requireOpen() {
    if (closed) {
      throw new IllegalStateException("Event loop is closed: create another one");
    }
  }

  @Override
  public final void stop() {
    stopping = true;
  }

  @Override
  public final boolean isRunning() {
    return thread != null;
  }

  @Override
  public final boolean isClosed() {
    return closed;
  }

  /** The thread that runs this loop, or null. Any thread may ask. */
  protected final @Nullable Thread thread() {
    return thread;
  }

  /** The loops that run in this process at the moment. Any thread may ask. */
  public static Collection<RunLoop> allRunning() {
    return List.copyOf(ALL_RUNNING);
  }

  /** Whether the calling thread is the one that runs this loop. */
  public final boolean isOnThread() {
    return thread == Thread.currentThread();
  }

  @Override
  public void close() {
    if (isRunning()) {
      throw new IllegalStateException("Cannot close a running event loop: stop it first");
    }
    if (closed) {
      return;
    }
    closed = true;
    if (unclosed != null) {
      unclosed.closed();
    }
    signals.removeAll();
    mailbox.drainTo(ready);
    ready.clear();
    timers.clear();
    channels.close();
    try {
      poller.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the event loop cannot close its poller", e);
    }
  }

  /** The loop that runs on this thread, or null. */
  public static @Nullable RunLoop findRunning() {
    return RUNNING.get();
  }

  /**
   * The loop that runs on this thread.
   *
   * @throws IllegalStateException if none does
   */
  public static RunLoop requireRunning() {
    RunLoop loop = RUNNING.get();
    if (loop == null) {
      throw new IllegalStateException(
          "no running event loop on thread "
              + Thread.currentThread().getName()
              + ": call from a coroutine or callback, started with Weft.run for example");
    }
    return loop;
  }

  /** Says what an interrupt of the loop's thread does; null for the default, which stops it. */
  public final void onInterrupt(@Nullable Runnable action) {
    onInterrupt = action == null ? this::stop : action;
  }

  // ---- contexts ----

  /** A context with the values of the current one; see {@link ContextEntry#shared}. */
  public final Context sharedContext() {
    return (isOnThread() ? contexts : ContextEntry.ofThread()).shared();
  }

  /** Says that what runs has got a context of its own instead of a shared one. */
  protected void contextOwned(Context own) {}

  // ---- callbacks and timers ----

  /** Makes {@code item} ready for the next pass. */
  protected final void enqueue(Scheduled item) {
    mailbox.drainTo(ready);
    ready.add(item);
  }

  @Override
  public final Handle callSoon(Runnable callback) {
    return callSoon(callback, Context.copyOfCurrent());
  }

  @Override
  public final Handle callSoon(Runnable callback, Context context) {
    requireUsable();
    CallHandle handle = new CallHandle(this, callback, context);
    enqueue(handle);
    return handle;
  }

  @Override
  public final Handle callSoonThreadsafe(Runnable callback) {
    return callSoonThreadsafe(callback, Context.copyOfCurrent());
  }

  @Override
  public final Handle callSoonThreadsafe(Runnable callback, Context context) {
    requireOpen();
    CallHandle handle = new CallHandle(this, callback, context);
    mailbox.post(handle);
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      poller.wakeup();
    }
    return handle;
  }

  /** As {@code callSoonThreadsafe}, but drops the callback if the loop is closed. Any thread. */
  public final void post(Runnable callback) {
    post(callback, Context.copyOfCurrent());
  }

  final void post(Runnable callback, Context context) {
    if (!closed) {
      callSoonThreadsafe(callback, context);
    }
  }

  /** Says that another thread works for this loop and will {@link #post} what comes of it. */
  public final void workBegan() {
    poller.workBegan();
  }

  /** Says that such work has ended. */
  public final void workEnded() {
    poller.workEnded();
  }

  @Override
  public final TimerHandle callLater(Duration delay, Runnable callback) {
    return callLater(delay, callback, Context.copyOfCurrent());
  }

  @Override
  public final TimerHandle callLater(Duration delay, Runnable callback, Context context) {
    return callAtNanos(deadlineAfter(delay), callback, context);
  }

  @Override
  public final TimerHandle callAt(Duration when, Runnable callback) {
    return callAt(when, callback, Context.copyOfCurrent());
  }

  @Override
  public final TimerHandle callAt(Duration when, Runnable callback, Context context) {
    return callAtNanos(Nanos.of(when), callback, context);
  }

  private TimerHandle callAtNanos(long deadlineNanos, Runnable callback, Context context) {
    requireUsable();
    TimerCall timer = new TimerCall(this, deadlineNanos, nextSequence(), callback, context);
    timers.add(timer);
    return timer;
  }

  /** A number that orders timers with the same deadline. */
  protected final long nextSequence() {
    return timerSequence++;
  }

  /** When {@code delay} will have passed. */
  protected final long deadlineAfter(Duration delay) {
    return Nanos.add(clock.nanos(), Nanos.of(delay));
  }

  /** Runs {@code alarm} at its time. */
  protected final void add(Alarm alarm) {
    requireUsable();
    timers.add(alarm);
  }

  /** Reports a callback's failure, in the callback's context. */
  final void callbackFailed(ExceptionContext context) {
    FailureReporter.rethrowIfFatal(context.exception());
    callExceptionHandler(context);
  }

  /** Says that an alarm in the heap was cancelled. */
  protected final void timerCancelled() {
    timers.noteCancelled();
  }

  @Override
  public final Duration time() {
    return Duration.ofNanos(clock.nanos());
  }

  protected final void requireUsable() {
    requireOpen();
    if (debug) {
      requireOwnThread();
    }
  }

  private void requireOwnThread() {
    Thread owner = thread;
    if (owner != null && owner != Thread.currentThread()) {
      throw new IllegalStateException(
          "event loop used from thread "
              + Thread.currentThread().getName()
              + " while thread "
              + owner.getName()
              + " runs it: a loop, its futures and its tasks belong to the thread that runs it. Use"
              + " callSoonThreadsafe or Weft.runCoroutineThreadsafe");
    }
  }

  // ---- channels ----

  @Override
  public final void addReader(SelectableChannel channel, Runnable callback) {
    requireUsable();
    channels.addReader(channel, callback);
  }

  @Override
  public final boolean removeReader(SelectableChannel channel) {
    return !closed && channels.removeReader(channel);
  }

  @Override
  public final void addWriter(SelectableChannel channel, Runnable callback) {
    requireUsable();
    channels.addWriter(channel, callback);
  }

  @Override
  public final boolean removeWriter(SelectableChannel channel) {
    return !closed && channels.removeWriter(channel);
  }

  /** The loop's channels, for transports and servers. The loop's thread only. */
  public final Channels channels() {
    return channels;
  }

  // ---- signals ----

  @Override
  public final void addSignalHandler(String signal, Runnable callback) {
    requireUsable();
    signals.add(signal, callback, Context.copyOfCurrent());
  }

  @Override
  public final boolean removeSignalHandler(String signal) {
    return signals.remove(signal);
  }

  // ---- failures and debugging ----

  @Override
  public final void setExceptionHandler(@Nullable ExceptionHandler handler) {
    failures.setHandler(handler);
  }

  @Override
  public final @Nullable ExceptionHandler exceptionHandler() {
    return failures.handler();
  }

  @Override
  public final void defaultExceptionHandler(ExceptionContext context) {
    failures.log(context);
  }

  @Override
  public final void callExceptionHandler(ExceptionContext context) {
    failures.report(context);
  }

  @Override
  public final boolean isDebug() {
    return debug;
  }

  @Override
  public final void setDebug(boolean debug) {
    this.debug = debug;
    watchAnew();
  }

  // ---- who watches ----

  @Override
  public final void addInstrument(Instrument instrument) {
    requireUsable();
    instruments.add(Objects.requireNonNull(instrument, "instrument"));
    watchAnew();
  }

  @Override
  public final boolean removeInstrument(Instrument instrument) {
    boolean removed = instruments.remove(instrument);
    watchAnew();
    return removed;
  }

  private void watchAnew() {
    boolean recording = FlightRecording.isOn();
    boolean watched = debug || recording || !instruments.isEmpty();
    watch = watched ? new Watch(this, clock, instruments, debug, recording) : null;
  }

  /** Recordings begin and end without telling anybody. */
  private void watchRecordings() {
    if (FlightRecording.isOn() != (watch != null && watch.isRecording())) {
      watchAnew();
    }
  }

  /** Those who watch this loop, or null if nobody does. */
  public final @Nullable Watch watch() {
    return watch;
  }

  @Override
  public String toString() {
    return "<EventLoop running=" + isRunning() + " closed=" + closed + " debug=" + debug + ">";
  }
}
