package dev.weft;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A loop that runs on a thread of its own, for programs that live on other threads.
 *
 * <pre>{@code
 * try (LoopThread loop = LoopThread.start("greetings")) {
 *   CompletableFuture<String> greeting = loop.submit(() -> greet("ada"));
 *   log.add(greeting.get(10, TimeUnit.SECONDS)); // this thread may block
 * }
 * }</pre>
 *
 * <p>Any thread may call its methods. The thread is a daemon: it does not keep the program alive.
 */
public final class LoopThread implements AsyncExecutor, AutoCloseable {

  /*
   * Overview.
   *
   * close() asks the loop to stop; the thread then ends as Weft.run does, and closes the loop. What
   * is submitted meanwhile may never reach it, so every stage is kept in unfinished until it is
   * done, and the thread cancels those that are left. A stage that comes even later cancels itself:
   * it is put into unfinished before ended is read.
   */

  private final EventLoop loop = EventLoop.create();
  private final Thread thread;
  private final Set<CompletableFuture<?>> unfinished = ConcurrentHashMap.newKeySet();
  private volatile boolean ended; // written by the loop's thread, at its end

  private LoopThread(String name) {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Starts a thread of the given name that runs a new loop. */
  public static LoopThread start(String name) {
    LoopThread started = new LoopThread(name);
    started.thread.start();
    return started;
  }

  /** The loop that runs on the thread. */
  public EventLoop loop() {
    return loop;
  }

  /**
   * Runs an async body as a task of the loop. Completing what it returns in any other way ({@code
   * cancel}, {@code orTimeout}) cancels the task.
   *
   * @throws IllegalStateException if this is closed
   */
  @Override
  public <T extends @Nullable Object> CompletableFuture<T> submit(AsyncCallable<T, ?> body) {
    CompletableFuture<T> stage = Weft.runCoroutineThreadsafe(body, loop);
    unfinished.add(stage);
    stage.whenComplete((value, failure) -> unfinished.remove(stage));
    if (ended) {
      stage.cancel(false);
    }
    return stage;
  }

  private void run() {
    try (Runner runner = new Runner(() -> loop)) {
      runner.loop().runForever();
    } finally {
      ended = true;
      List.copyOf(unfinished).forEach(stage -> stage.cancel(false));
    }
  }

  /**
   * Cancels the tasks that are left, waits for their end, and closes the loop. A second call has no
   * effect.
   *
   * @throws IllegalStateException on the loop's own thread, which cannot wait for itself
   */
  @Override
  public void close() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a loop's thread cannot close itself: call loop().stop()");
    }
    try {
      loop.callSoonThreadsafe(loop::stop);
    } catch (IllegalStateException closedAlready) {
      // The thread is at its end.
    }
    joinUninterruptibly();
  }

  private void joinUninterruptibly() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
