package dev.weft.linkage;

import dev.weft.internal.loop.RunLoop;
import dev.weft.internal.task.DetachedRun;
import dev.weft.internal.task.TaskLoop;
import java.util.concurrent.CompletableFuture;

/** What a call of a hot method becomes: the body starts at once and the caller gets a stage. */
public final class Stages {

  private Stages() {}

  /**
   * Starts {@code frame} on the calling thread: as a task of the loop that runs there, else on its
   * own.
   *
   * @return completed if the body did not suspend
   */
  public static <T> CompletableFuture<T> start(CoroutineFrame<T> frame) {
    if (RunLoop.findRunning() instanceof TaskLoop loop) {
      return loop.startEagerly(frame).toCompletableFuture();
    }
    return DetachedRun.start(frame);
  }
}
