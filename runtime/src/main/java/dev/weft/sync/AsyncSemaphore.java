package dev.weft.sync;

import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits, each held by one task at a time: asyncio's {@code Semaphore}.
 *
 * <pre>{@code
 * AsyncSemaphore connections = new AsyncSemaphore(2);
 * List<String> pages =
 *     Await.of(
 *         Weft.gather(
 *             List.of(
 *                 fetch("a", connections), fetch("b", connections), fetch("c", connections))));
 * }</pre>
 *
 * <p>where two at a time get past this line:
 *
 * <pre>{@code
 * @Async
 * static Coroutine<String> fetch(String page, AsyncSemaphore connections) {
 *   try (Held permit = Await.of(connections.hold())) {
 *     return Coroutine.of(Await.of(download(page)));
 *   }
 * }
 * }</pre>
 *
 * <p>A free permit is taken at once, without a yield. A task that is cancelled while it waits gets
 * none; if it was just being given one, that goes to the next. Whoever releases need not be who
 * acquired; a {@link BoundedSemaphore} finds a release too many, a {@link CapacityLimiter} knows
 * its borrowers.
 */
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
  public final Coroutine<@Nullable Void> acquire() {
    return permits.acquire();
  }

  /** Waits for a permit; closing what this gives releases it. */
  public final Coroutine<Held> hold() {
    return permits.hold(this::release);
  }

  /** Takes a permit if one is free. Returns whether it did; never waits. */
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

  /** A snapshot: how many permits are free, and how many tasks wait for one. */
  public final Statistics statistics() {
    return new Statistics(permits.free(), permits.waiting());
  }
}
