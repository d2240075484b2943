package dev.weft.benchmarks.contenders;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TimerHandle;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.benchmarks.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Weft. */
public final class WeftTimers implements Timers {

  private static final Duration LONG = Duration.ofSeconds(10);

  private int fired;

  @Override
  public void scheduleAndFire(int n) {
    Weft.run(fire(n));
  }

  @Async
  private Coroutine<Void> fire(int n) {
    fired = 0;
    EventLoop loop = EventLoop.running();
    AsyncFuture<Void> all = loop.createFuture();
    Random random = new Random(1);
    for (int i = 0; i < n; i++) {
      loop.callLater(
          delay(random),
          () -> {
            if (++fired == n) {
              all.setResult(null);
            }
          });
    }
    Await.of(all);
    return Coroutine.done();
  }

  private static Duration delay(Random random) {
    return Duration.ofNanos(random.nextInt(SPREAD_MICROS) * 1_000L);
  }

  @Override
  public void scheduleAndCancel(int n) {
    Weft.run(() -> cancelAll(n));
  }

  private Coroutine<Void> cancelAll(int n) {
    EventLoop loop = EventLoop.running();
    List<TimerHandle> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      all.add(loop.callLater(LONG, () -> fired++));
    }
    all.forEach(TimerHandle::cancel);
    return Coroutine.done();
  }

  @Override
  public void limits(int n) {
    Weft.run(() -> cancelEach(n));
  }

  private Coroutine<Void> cancelEach(int n) {
    EventLoop loop = EventLoop.running();
    for (int i = 0; i < n; i++) {
      loop.callLater(LONG, () -> fired++).cancel();
    }
    return Coroutine.done();
  }

  @Override
  public void sleepAndFire(int n) {
    Weft.run(sleepAll(n));
  }

  @Async
  private static Coroutine<Void> sleepAll(int n) {
    Random random = new Random(1);
    List<Task<Void>> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      all.add(Weft.createTask(Weft.sleep(delay(random))));
    }
    for (Task<Void> task : all) {
      Await.of(task);
    }
    return Coroutine.done();
  }

  @Override
  public void sleepAndCancel(int n) {
    Weft.run(sleepAllAndCancel(n));
  }

  @Async
  @SuppressWarnings("weft:CancellationSwallowed") // nobody cancels the one that waits
  private static Coroutine<Void> sleepAllAndCancel(int n) {
    List<Task<Void>> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      all.add(Weft.createTask(Weft.sleep(LONG)));
    }
    Await.of(Weft.sleep(Duration.ZERO));
    all.forEach(Task::cancel);
    for (Task<Void> task : all) {
      try {
        Await.of(task);
      } catch (CancelledError expected) {
        // It is what was asked for.
      }
    }
    return Coroutine.done();
  }
}
