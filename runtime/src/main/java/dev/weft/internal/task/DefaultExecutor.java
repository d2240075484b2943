package dev.weft.internal.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the executor that blocking work goes to by default: virtual threads, or a pool. */
final class DefaultExecutor {

  private static final AtomicInteger POOL_THREADS = new AtomicInteger();

  private DefaultExecutor() {}

  static ExecutorService create() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException beforeJdk21) {
      return pool();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make an executor of virtual threads", e);
    }
  }

  /** As many threads as Python has: some for a little waiting each, even on a small machine. */
  private static ExecutorService pool() {
    int size = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DefaultExecutor::thread);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "weft-blocking-" + POOL_THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
