package dev.weft.benchmarks.contenders;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.benchmarks.Memory;
import java.time.Duration;

/** Weft. */
public final class WeftMemory implements Memory {

  private static final Duration LONG = Duration.ofHours(1);

  @Override
  public void hold(int n, boolean asleep, boolean locals, Runnable measurement) {
    Weft.run(holdAll(n, asleep, locals, measurement));
  }

  @Async
  private static Coroutine<Void> holdAll(
      int n, boolean asleep, boolean locals, Runnable measurement) {
    for (int i = 0; i < n; i++) {
      if (asleep) {
        Weft.createTask(locals ? sleepWithLocals(i) : Weft.sleep(LONG));
      } else {
        AsyncFuture<Void> future = EventLoop.running().createFuture();
        Weft.createTask(locals ? waitWithLocals(future, i) : waiting(future));
      }
    }
    Await.of(Weft.sleep(Duration.ZERO));
    Await.of(Weft.sleep(Duration.ZERO));
    measurement.run();
    return Coroutine.done(); // the rest is cancelled at the end of Weft.run
  }

  @Async
  private static Coroutine<Void> waiting(AsyncFuture<Void> future) {
    Await.of(future);
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> waitWithLocals(AsyncFuture<Void> future, long seed) {
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
    Await.of(future);
    return keep(a + b + c + d + e, v, w, x, y, z);
  }

  @Async
  private static Coroutine<Void> sleepWithLocals(long seed) {
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
    Await.of(Weft.sleep(LONG));
    return keep(a + b + c + d + e, v, w, x, y, z);
  }

  private static Coroutine<Void> keep(long sum, Object... objects) {
    if (sum == objects.length) {
      throw new CancelledError("never: it keeps the locals alive");
    }
    return Coroutine.done();
  }
}
