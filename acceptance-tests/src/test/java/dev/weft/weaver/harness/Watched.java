package dev.weft.weaver.harness;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls with a time limit, so that a program that hangs is one failure and not the end. */
final class Watched {

  private static final int LIMIT_SECONDS = 60;

  private Watched() {}

  /**
   * @throws AssertionError naming {@code what} and where it stands, if it does not end in time
   */
  static <T> T call(String what, Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    Thread thread = new Thread(task, what);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(what, e.getCause());
    } catch (TimeoutException e) {
      AssertionError hangs = new AssertionError(what + " hangs");
      hangs.setStackTrace(thread.getStackTrace());
      thread.interrupt();
      throw hangs;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(what, e);
    }
  }
}
