package dev.weft.internal.net;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and write the streams which the JDK can only block on: those of child
 * processes, and any {@code InputStream}.
 *
 * <p>One thread per read or write that is under way, so at most one per open stream; threads are
 * used again, and end after ten idle seconds. They are platform threads on every JDK: a virtual one
 * that reads a file or pipe holds its carrier, of which there are few, and enough silent children
 * would stop all virtual threads.
 */
final class PipeThreads {

  private static final AtomicInteger THREADS = new AtomicInteger();

  private static final Executor EXECUTOR =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          PipeThreads::thread);

  private PipeThreads() {}

  static Executor executor() {
    return EXECUTOR;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "weft-pipe-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
