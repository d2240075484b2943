package dev.weft;

import dev.weft.spi.LoopConfig;
import dev.weft.spi.Poller;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** The test loop's virtual time, as asyncio counts awaits, and with I/O that a test makes up. */
public final class VirtualTime {

  private final dev.weft.testing.VirtualTime time = new dev.weft.testing.VirtualTime();
  private final Queue<Runnable> io = new ArrayDeque<>();

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

  /** A loop in this time, without a limit on ready awaits, as in asyncio. */
  public EventLoop newLoop() {
    return EventLoop.create(config());
  }

  /** The configuration of {@link #newLoop}. */
  public LoopConfig config() {
    return time.applyTo(LoopConfig.standard()).withPoller(IoOrTime::new).withYieldBudget(0);
  }

  /** Makes the next poll find {@code callback} ready. */
  public void io(Runnable callback) {
    io.add(callback);
  }

  /** Lets time pass while a callback runs. */
  public void advance(Duration duration) {
    time.advance(duration);
  }

  /** How often the loop has polled: how many passes it has made. */
  public int polls() {
    return (int) time.polls();
  }

  /** Finds what the test has made up, or else lets the time pass. */
  private final class IoOrTime implements Poller {

    @Override
    public void poll(long timeoutNanos, Consumer<? super Runnable> ready) throws IOException {
      long timeout = io.isEmpty() ? timeoutNanos : 0;
      io.forEach(ready);
      io.clear();
      time.poll(timeout, ready);
    }

    @Override
    public void wakeup() {
      time.wakeup();
    }

    @Override
    public void workBegan() {
      time.workBegan();
    }

    @Override
    public void workEnded() {
      time.workEnded();
    }

    @Override
    public void close() throws IOException {
      time.close();
    }
  }
}
