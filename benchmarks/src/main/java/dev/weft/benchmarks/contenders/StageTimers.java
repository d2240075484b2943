package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The JDK's own timers: a {@code ScheduledThreadPoolExecutor} of one thread. */
public final class StageTimers implements Timers {

  private static ScheduledThreadPoolExecutor scheduler() {
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }

  @Override
  public void scheduleAndFire(int n) {
    ScheduledThreadPoolExecutor scheduler = scheduler();
    CountDownLatch all = new CountDownLatch(n);
    Random random = new Random(1);
    for (int i = 0; i < n; i++) {
      scheduler.schedule(all::countDown, random.nextInt(SPREAD_MICROS), TimeUnit.MICROSECONDS);
    }
    try {
      all.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    scheduler.shutdownNow();
  }

  @Override
  public void scheduleAndCancel(int n) {
    ScheduledThreadPoolExecutor scheduler = scheduler();
    List<Future<?>> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      all.add(scheduler.schedule(() -> {}, 10, TimeUnit.SECONDS));
    }
    all.forEach(future -> future.cancel(false));
    scheduler.shutdownNow();
  }

  @Override
  public void limits(int n) {
    ScheduledThreadPoolExecutor scheduler = scheduler();
    for (int i = 0; i < n; i++) {
      scheduler.schedule(() -> {}, 10, TimeUnit.SECONDS).cancel(false);
    }
    scheduler.shutdownNow();
  }
}
