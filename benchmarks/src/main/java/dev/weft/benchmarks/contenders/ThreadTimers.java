package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Virtual threads, which have sleeps but no timers. */
public final class ThreadTimers implements Timers {

  @Override
  public void sleepAndFire(int n) {
    Random random = new Random(1);
    VirtualThreads.joinAll(
        n,
        i -> {
          int delay = random.nextInt(SPREAD_MICROS);
          return () -> sleep(delay, TimeUnit.MICROSECONDS);
        });
  }

  @Override
  public void sleepAndCancel(int n) {
    List<Thread> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      all.add(VirtualThreads.start(() -> sleep(10, TimeUnit.SECONDS)));
    }
    all.forEach(Thread::interrupt);
    all.forEach(VirtualThreads::join);
  }

  private static void sleep(int delay, TimeUnit unit) {
    try {
      unit.sleep(delay);
    } catch (InterruptedException expected) {
      // It is what was asked for.
    }
  }
}
