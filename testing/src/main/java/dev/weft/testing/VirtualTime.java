package dev.weft.testing;

import dev.weft.AsyncCallable;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.spi.LoopClock;
import dev.weft.spi.LoopConfig;
import dev.weft.spi.Poller;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A clock and a poller for loops whose time is virtual: where a loop would wait for a timer, the
 * clock jumps to it.
 *
 * <p>The clock does not jump over what happens outside the loop. While an executor has work of the
 * loop, or the loop watches channels, it waits in real time and the clock goes on with it, at most
 * to the next timer. It cannot know of other threads that complete a stage or call {@code
 * callSoonThreadsafe}: {@link TestLoop#outside} tells it of a stage.
 *
 * <p>{@link TestLoop} is built on it. Use it directly to give a loop of your own its time.
 */
public final class VirtualTime implements LoopClock, Poller {

  /*
   * Overview.
   *
   * A wait, which the loop asks for when nothing is ready, ends with the first of: I/O that is
   * ready; a wake-up; callbacks for the moment when all is blocked; real time, as long as something
   * outside is pending or nothing else can ever happen; and last, a jump of the clock.
   *
   * The loop's thread owns all fields, except woken, which any thread sets, and nanos, which any
   * thread reads.
   */

  private final Poller channels;
  private final Queue<Runnable> whenBlocked = new ArrayDeque<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile long nanos;
  private long polls;
  private final Set<SelectableChannel> watched = new LinkedHashSet<>();
  private int workPending;
  private @Nullable Watch watch;

  /** Decides how far a wait may go; may throw to end the run. */
  interface Watch {

    /** Called at the begin of each pass. Returns whether the pass must not wait. */
    boolean pass();

    /** The clock is about to go on to {@code nanos}. */
    void advancing(long nanos);

    /** For how long, in real nanoseconds, a wait for what is outside may last. */
    long patienceNanos();

    /** A wait has lasted that long, and nothing has happened. */
    void outOfPatience();
  }

  /** Time zero. Sockets and pipes are watched as in a standard loop. */
  public VirtualTime() {
    this(LoopConfig.standard());
  }

  /** Time zero, over the poller of {@code base}. */
  VirtualTime(LoopConfig base) {
    this.channels = base.poller().get();
  }

  void watch(Watch watch) {
    this.watch = watch;
  }

  /** Runs {@code main} as {@link dev.weft.Weft#run} does, in virtual time. */
  public static <T extends @Nullable Object, X extends Exception> T run(AsyncCallable<T, X> main)
      throws X {
    try (Runner runner = new Runner(() -> new VirtualTime().newLoop())) {
      return runner.run(main);
    }
  }

  /** A new loop in this time; the only one. */
  public EventLoop newLoop() {
    return EventLoop.create(applyTo(LoopConfig.standard()));
  }

  /** {@code config} with this clock and poller. */
  public LoopConfig applyTo(LoopConfig config) {
    return config.withClock(this).withPoller(() -> this);
  }

  /** Moves the clock on, whatever is pending; timers that become due run in the next pass. */
  public void advance(Duration duration) {
    nanos += duration.toNanos();
  }

  /** How often the loop has polled: how many passes it has made. */
  public long polls() {
    return polls;
  }

  /**
   * Calls {@code callback} in the first pass in which nothing else can run: every task waits for a
   * time, for I/O, for another thread, or for each other. The clock has not jumped before that.
   */
  public void whenBlocked(Runnable callback) {
    whenBlocked.add(callback);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  // ---- waiting ----

  @Override
  public void poll(long timeoutNanos, Consumer<? super Runnable> ready) throws IOException {
    polls++;
    boolean hurry = watch != null && watch.pass();
    if (pollChannels(0, ready) || hurry || timeoutNanos <= 0 || isInterruptedOrWoken()) {
      return;
    }
    if (!whenBlocked.isEmpty()) {
      whenBlocked.forEach(ready);
      whenBlocked.clear();
    } else if (timeoutNanos == FOREVER || workPending > 0 || !watched().isEmpty()) {
      waitOutside(timeoutNanos, ready);
    } else {
      advanceTo(nanos + timeoutNanos);
    }
  }

  private boolean isInterruptedOrWoken() {
    return Thread.currentThread().isInterrupted() || woken.getAndSet(false);
  }

  /** Waits in real time, and lets the clock go on as much, but not past the next timer. */
  private void waitOutside(long timeoutNanos, Consumer<? super Runnable> ready) throws IOException {
    long patience = watch == null ? FOREVER : watch.patienceNanos();
    long start = System.nanoTime();
    boolean found = pollChannels(Math.min(timeoutNanos, patience), ready);
    long waited = System.nanoTime() - start;
    boolean happened = found || isInterruptedOrWoken();
    advanceTo(nanos + Math.min(timeoutNanos, waited));
    if (!happened && waited >= patience && waited < timeoutNanos && watch != null) {
      watch.outOfPatience();
    }
  }

  private boolean pollChannels(long timeoutNanos, Consumer<? super Runnable> ready)
      throws IOException {
    int[] found = {0};
    channels.poll(
        timeoutNanos,
        callback -> {
          found[0]++;
          ready.accept(callback);
        });
    return found[0] > 0;
  }

  private void advanceTo(long target) {
    if (watch != null) {
      watch.advancing(target);
    }
    nanos = target;
  }

  // ---- what is outside ----

  @Override
  public void wakeup() {
    woken.set(true);
    channels.wakeup();
  }

  @Override
  public @Nullable Runnable onReadable(SelectableChannel channel, @Nullable Runnable callback)
      throws ClosedChannelException {
    Runnable before = channels.onReadable(channel, callback);
    noteWatch(channel);
    return before;
  }

  @Override
  public @Nullable Runnable onWritable(SelectableChannel channel, @Nullable Runnable callback)
      throws ClosedChannelException {
    Runnable before = channels.onWritable(channel, callback);
    noteWatch(channel);
    return before;
  }

  @Override
  public boolean isWatched(SelectableChannel channel) {
    return channels.isWatched(channel);
  }

  @Override
  public void forget(SelectableChannel channel) {
    channels.forget(channel);
    noteWatch(channel);
  }

  private void noteWatch(SelectableChannel channel) {
    if (channels.isWatched(channel)) {
      watched.add(channel);
    } else {
      watched.remove(channel);
    }
  }

  /** The channels that the loop waits for. */
  Set<SelectableChannel> watched() {
    watched.removeIf(channel -> !channel.isOpen());
    return watched;
  }

  @Override
  public void workBegan() {
    workPending++;
  }

  @Override
  public void workEnded() {
    workPending--;
  }

  @Override
  public void close() throws IOException {
    channels.close();
  }
}
