package dev.weft.benchmarks.contenders;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.benchmarks.Calls;
import java.time.Duration;

/** Weft. */
public final class WeftCalls implements Calls {

  private static final int BATCH = 100;

  private final Runner runner = new Runner();
  private final Source[] sources = {new Constant(), new Counter(), new Doubler()};
  private boolean suspending;

  @Override
  public void pollute() {
    suspending = true;
    for (int i = 0; i < 20; i++) {
      for (int leaf = 0; leaf < 2; leaf++) {
        fib(8, leaf);
      }
      awaitObject(300);
      awaitStored(300);
      readBuffered(5_000);
      numericBeside(new int[64], new int[64], 10);
      numericInside(new int[64], new int[64], 10);
    }
    suspending = false;
  }

  @Async
  private Coroutine<Void> pause() {
    if (suspending) {
      Await.of(Weft.sleep(Duration.ZERO));
    }
    return Coroutine.done();
  }

  @Override
  public long fib(int n, int yieldAt) {
    return runner.run(() -> fibonacci(n, yieldAt));
  }

  @Async
  private static Coroutine<Integer> fibonacci(int n, int yieldAt) {
    if (n < 2) {
      if (n == yieldAt) {
        Await.of(Weft.sleep(Duration.ZERO));
      }
      return Coroutine.of(n);
    }
    return Coroutine.of(Await.of(fibonacci(n - 1, yieldAt)) + Await.of(fibonacci(n - 2, yieldAt)));
  }

  @Override
  public long awaitDone(int times) {
    return runner.run(() -> awaitFuture(times));
  }

  @Async
  private static Coroutine<Long> awaitFuture(int times) {
    AsyncFuture<Integer> done = EventLoop.running().createFuture();
    done.setResult(1);
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += Await.of(done);
    }
    return Coroutine.of(sum);
  }

  /** Gives numbers, in one of three ways. */
  private interface Source {
    Coroutine<Integer> next(boolean suspending);
  }

  private static final class Constant implements Source {
    @Async
    @Override
    public Coroutine<Integer> next(boolean suspending) {
      if (suspending) {
        Await.of(Weft.sleep(Duration.ZERO));
      }
      return Coroutine.of(1);
    }
  }

  private static final class Counter implements Source {
    private int count;

    @Async
    @Override
    public Coroutine<Integer> next(boolean suspending) {
      if (suspending) {
        Await.of(Weft.sleep(Duration.ZERO));
      }
      return Coroutine.of(++count & 1);
    }
  }

  private static final class Doubler implements Source {
    private int value = 1;

    @Async
    @Override
    public Coroutine<Integer> next(boolean suspending) {
      if (suspending) {
        Await.of(Weft.sleep(Duration.ZERO));
      }
      value += value;
      return Coroutine.of(value);
    }
  }

  @Override
  public long awaitObject(int times) {
    return runner.run(() -> awaitSources(times));
  }

  @Async
  private Coroutine<Long> awaitSources(int times) {
    long sum = 0;
    for (int i = 0; i < times; i += sources.length) {
      for (Source source : sources) {
        sum += Await.of(source.next(suspending));
      }
    }
    return Coroutine.of(sum);
  }

  @Override
  public long awaitStored(int times) {
    return runner.run(() -> awaitBatches(times));
  }

  @Async
  @SuppressWarnings("unchecked")
  private Coroutine<Long> awaitBatches(int times) {
    Coroutine<Integer>[] batch = new Coroutine[BATCH];
    long sum = 0;
    for (int i = 0; i < times; i += BATCH) {
      for (int j = 0; j < BATCH; j++) {
        batch[j] = sources[j % sources.length].next(suspending);
      }
      for (Coroutine<Integer> stored : batch) {
        sum += Await.of(stored);
      }
    }
    return Coroutine.of(sum);
  }

  @Override
  public long readBuffered(int times) {
    return runner.run(() -> new Buffer().sum(times));
  }

  private static final class Buffer {
    private final byte[] bytes = new byte[1024];
    private int position;

    @Async
    private Coroutine<Integer> read() {
      if (position == bytes.length) {
        Await.of(Weft.sleep(Duration.ZERO));
        position = 0;
      }
      return Coroutine.of((int) bytes[position++]);
    }

    @Async
    Coroutine<Long> sum(int times) {
      long sum = 0;
      for (int i = 0; i < times; i++) {
        sum += Await.of(read());
      }
      return Coroutine.of(sum);
    }
  }

  @Override
  public long numericBeside(int[] a, int[] b, int rounds) {
    return runner.run(() -> multiplyOften(a, b, rounds));
  }

  @Async
  private Coroutine<Long> multiplyOften(int[] a, int[] b, int rounds) {
    long sum = 0;
    for (int round = 0; round < rounds; round++) {
      sum += Await.of(pauseThenMultiply(a, b));
    }
    return Coroutine.of(sum);
  }

  @Async
  private Coroutine<Long> pauseThenMultiply(int[] a, int[] b) {
    Await.of(pause());
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    Await.of(pause());
    return Coroutine.of((long) sum);
  }

  @Override
  public long numericInside(int[] a, int[] b, int rounds) {
    return runner.run(() -> multiplyAndPause(a, b, rounds));
  }

  @Async
  private Coroutine<Long> multiplyAndPause(int[] a, int[] b, int rounds) {
    int sum = 0;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      Await.of(pause());
    }
    return Coroutine.of((long) sum);
  }
}
