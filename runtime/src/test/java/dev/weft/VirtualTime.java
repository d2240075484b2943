package dev.weft;

import dev.weft.spi.LoopClock;
import dev.weft.spi.LoopConfig;
import dev.weft.spi.Poller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A clock and a poller for tests: where a loop would wait for a timer, the clock jumps to it. A
 * loop without timers waits for a wake-up from another thread.
 */
public final class VirtualTime implements LoopClock, Poller {

  private final Semaphore wakeups = new Semaphore(0);
  private final Queue<Runnable> io = new ArrayDeque<>();
  private long nanos;
  private int polls;

  /** A loop in virtual time. */
  public static EventLoop loop() {
    return new VirtualTime().newLoop();
  }

  /** Runs {@code main} as {@link Weft#run} does, in virtual time. */
  public static <T, X extends Exception> T run(AsyncCallable<T, X> main) throws X {
    try (Runner runner = new Runner(VirtualTime::loop)) {
      return runner.run(main);
    }
  }

  /** A loop on this clock and poller, without a limit on ready awaits, as in asyncio. */
  public EventLoop newLoop() {
    return EventLoop.create(config());
  }

  /** The configuration of {@link #newLoop}. */
  public LoopConfig config() {
    return LoopConfig.standard().withClock(this).withPoller(() -> this).withYieldBudget(0);
  }

  /** Makes the next poll find {@code callback} ready. */
  public void io(Runnable callback) {
    io.add(callback);
  }

  /** Lets time pass while a callback runs. */
  public void advance(Duration duration) {
    nanos += duration.toNanos();
  }

  /** How often the loop has polled: how many passes it has made. */
  public int polls() {
    return polls;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void poll(long timeoutNanos, Consumer<? super Runnable> ready) {
    polls++;
    if (!io.isEmpty()) {
      io.forEach(ready);
      io.clear();
    } else if (Thread.currentThread().isInterrupted()) {
      return;
    } else if (timeoutNanos == FOREVER) {
      awaitWakeup();
    } else if (timeoutNanos > 0 && !wakeups.tryAcquire()) {
      nanos += timeoutNanos;
    }
  }

  private void awaitWakeup() {
    try {
      wakeups.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void wakeup() {
    wakeups.release();
  }

  @Override
  public void close() {}
}
