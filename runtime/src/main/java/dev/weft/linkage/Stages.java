package dev.weft.linkage;

import dev.weft.internal.loop.RunLoop;
import dev.weft.internal.task.DetachedRun;
import dev.weft.internal.task.TaskLoop;
import java.util.concurrent.CompletableFuture;

/** What a call of a hot method becomes: the body starts at once and the caller gets a stage. */
public final class Stages {

  private Stages() {}

  /**
   * Begins a call of a hot method on the calling thread: as a task of the loop that runs there,
   * else on its own.
   *
   * @param wovenFor the linkage version of the caller, see {@link Linkage#require}
   */
  public static HotCall enter(int wovenFor) {
    Linkage.require(wovenFor);
    return RunLoop.findRunning() instanceof TaskLoop loop
        ? loop.enterHotCall()
        : DetachedRun.enterHotCall();
  }

  /**
   * Starts a hot method whose arguments are in its frame.
   *
   * @return completed if the body did not suspend
   */
  public static CompletableFuture<?> start(CoroutineFrame<?> frame) {
    HotCall call = enter(Linkage.VERSION);
    try {
      frame.claim();
      return call.returned(frame.step(call.driver, call.driver.depth()));
    } catch (Throwable t) {
      return call.threw(t);
    }
  }
}
