package dev.weft.sync;

import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A lock that one task holds at a time: asyncio's {@code Lock}. It is not reentrant, and any task
 * may release it.
 *
 * <pre>{@code
 * try (Held held = Await.of(lock.hold())) {
 *   int before = balance;
 *   Await.of(save(before + amount)); // nobody else is in here meanwhile
 *   balance = before + amount;
 * }
 * }</pre>
 *
 * <p>A free lock is taken at once, without a yield. A task that is cancelled while it waits does
 * not get the lock; if it was just being given to it, it goes to the next one.
 */
public final class AsyncLock {

  /** What a lock is doing. */
  public record Statistics(boolean locked, int waiting) {}

  private final Permits permits = new Permits(1);

  /** A lock that nobody holds. */
  public AsyncLock() {}

  /**
   * Waits until the lock is free and takes it. Pair it with {@link #release}, in a finally; {@link
   * #hold} cannot be forgotten as easily.
   */
  public Coroutine<@Nullable Void> acquire() {
    return permits.acquire();
  }

  /** Waits until the lock is free and takes it; closing what this gives releases it. */
  public Coroutine<Held> hold() {
    return permits.hold(this::release);
  }

  /** Takes the lock if it is free. Returns whether it did; never waits. */
  public boolean tryAcquire() {
    return permits.tryAcquire();
  }

  /**
   * Hands the lock to the task that has waited longest, if there is one.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void release() {
    if (!isLocked()) {
      throw new IllegalStateException("Lock is not acquired: release it once per acquire");
    }
    permits.release();
  }

  /** Whether the lock is held. */
  public boolean isLocked() {
    return permits.free() == 0;
  }

  /** A snapshot: whether the lock is held, and how many tasks wait for it. */
  public Statistics statistics() {
    return new Statistics(isLocked(), permits.waiting());
  }
}
