package dev.weft.sync;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks can wait for: asyncio's {@code Event}.
 *
 * <pre>{@code
 * AsyncEvent ready = new AsyncEvent();
 * Task<String> client = Weft.createTask(() -> askWhenReady(ready));
 * Await.of(startServer());
 * ready.set(); // everybody who waits goes on, and nobody waits from now on
 * String answer = Await.of(client);
 * }</pre>
 */
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

  /** Waits until the event is set; goes on at once, without a yield, if it is. */
  @Async
  public Coroutine<@Nullable Void> await() {
    if (!set) {
      Await.of(waiters.turn());
    }
    return Coroutine.done();
  }

  /** A snapshot: whether the event is set, and how many tasks wait for it. */
  public Statistics statistics() {
    return new Statistics(set, waiters.size());
  }
}
