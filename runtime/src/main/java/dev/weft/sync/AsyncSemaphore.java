package dev.weft.sync;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import org.jspecify.annotations.Nullable;

/** A number of permits, each held by one task at a time. */
public class AsyncSemaphore {

  /** What a semaphore is doing. */
  public record Statistics(int free, int waiting) {}

  private final Permits permits;

  /**
   * A semaphore of {@code free} permits.
   *
   * @throws IllegalArgumentException if {@code free} is negative
   */
  public AsyncSemaphore(int free) {
    if (free < 0) {
      throw new IllegalArgumentException("Semaphore initial value must be >= 0, not " + free);
    }
    this.permits = new Permits(free);
  }

  /** Waits for a permit. Pair it with {@link #release}, in a finally. */
  @Async
  public final Coroutine<@Nullable Void> acquire() {
    if (permits.mustWait()) {
      Await.of(permits.turn());
    }
    return Coroutine.done();
  }

  /** Waits for a permit; closing what this gives releases it. */
  @Async
  public final Coroutine<Held> hold() {
    if (permits.mustWait()) {
      Await.of(permits.turn());
    }
    return Coroutine.of(new HeldOnce(this::release));
  }

  /** Takes a permit if one is free. */
  public final boolean tryAcquire() {
    return permits.tryAcquire();
  }

  /** Gives a permit to the task that has waited longest, or sets it free. */
  public void release() {
    permits.release();
  }

  /** Whether no permit is free. */
  public final boolean isLocked() {
    return permits.free() == 0;
  }

  /** A snapshot. */
  public final Statistics statistics() {
    return new Statistics(permits.free(), permits.waiting());
  }
}
