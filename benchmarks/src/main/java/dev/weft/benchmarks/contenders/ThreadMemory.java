package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Virtual threads. */
public final class ThreadMemory implements Memory {

  private static final Duration LONG = Duration.ofHours(1);

  @Override
  public void hold(int n, boolean asleep, boolean locals, Runnable measurement) {
    CountDownLatch started = new CountDownLatch(n);
    List<Thread> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int seed = i;
      CompletableFuture<Void> future = asleep ? null : new CompletableFuture<>();
      all.add(
          VirtualThreads.start(
              () -> {
                started.countDown();
                if (locals) {
                  pauseWithLocals(future, seed);
                } else {
                  pause(future);
                }
              }));
    }
    try {
      started.await();
      Thread.sleep(500); // the last ones are on their way into their pause
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    measurement.run();
    all.forEach(Thread::interrupt);
    all.forEach(VirtualThreads::join);
  }

  private static void pause(CompletableFuture<Void> future) {
    try {
      if (future == null) {
        Thread.sleep(LONG.toMillis());
      } else {
        future.get();
      }
    } catch (Exception interrupted) {
      // It is what was asked for.
    }
  }

  private static long pauseWithLocals(CompletableFuture<Void> future, long seed) {
    long a = seed;
    long b = seed + 1;
    long c = seed + 2;
    long d = seed + 3;
    long e = seed + 4;
    String v = "v";
    Object w = LONG;
    Object x = v;
    Object y = w;
    Object z = x;
    pause(future);
    return a + b + c + d + e + List.of(v, w, x, y, z).size();
  }
}
