package dev.weft.examples.asyncio;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

/** Work that would block the loop, on the threads of three executors. */
final class BlockingWork {

  private BlockingWork() {}

  /** Reads from the system, which may take its time. */
  private static int blockingIo() {
    return new SecureRandom().generateSeed(100).length;
  }

  /** Keeps a processor busy. */
  private static long cpuBound() {
    return LongStream.range(0, 1_000_000).map(i -> i * i).sum();
  }

  @Async
  static Coroutine<Void> main() {
    EventLoop loop = EventLoop.running();

    int bytes = Await.of(loop.runInExecutor(null, BlockingWork::blockingIo));
    System.out.println("default executor: " + bytes + " bytes");

    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      bytes = Await.of(loop.runInExecutor(pool, BlockingWork::blockingIo));
      System.out.println("custom thread pool: " + bytes + " bytes");
    } finally {
      pool.shutdown();
    }

    // Python would take a pool of processes here; Java's threads compute at the same time.
    long sum = Await.of(loop.runInExecutor(ForkJoinPool.commonPool(), BlockingWork::cpuBound));
    System.out.println("fork-join pool: " + sum);
    return Coroutine.done();
  }

  public static void main(String[] args) {
    Weft.run(main());
  }
}
