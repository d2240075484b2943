package dev.weft.sync;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import org.jspecify.annotations.Nullable;

/** A flag that tasks can wait for. */
public final class AsyncEvent {

  /** What an event is doing. */
  public record Statistics(boolean set, int waiting) {}

  private final WaitQueue waiters = new WaitQueue();
  private boolean set;

  /** An event that is not set. */
  public AsyncEvent() {}

  /** Whether the event is set. */
  public boolean isSet() {
    return set;
  }

  /** Sets the event and lets all who wait for it go on, even if it is cleared before they do. */
  public void set() {
    set = true;
    waiters.wakeAll();
  }

  /** Clears the event: those who come from now on wait. */
  public void clear() {
    set = false;
  }

  /** Waits until the event is set. */
  @Async
  public Coroutine<@Nullable Void> await() {
    if (!set) {
      Await.of(waiters.turn());
    }
    return Coroutine.done();
  }

  /** A snapshot. */
  public Statistics statistics() {
    return new Statistics(set, waiters.size());
  }
}
