package dev.weft.sync;

import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks that hold a lock wait until another task, which holds it then, signals a change:
 * asyncio's {@code Condition}, with the JDK's {@code signal} for {@code notify}.
 *
 * <pre>{@code
 * try (Held held = Await.of(changed.hold())) {
 *   Await.of(changed.awaitUntil(() -> stock >= wanted)); // lets the lock go while it waits
 *   stock -= wanted;
 * }
 * }</pre>
 *
 * <p>and elsewhere:
 *
 * <pre>{@code
 * try (Held held = Await.of(changed.hold())) {
 *   stock += delivered;
 *   changed.signalAll();
 * }
 * }</pre>
 *
 * <p>After a wait, look whether what was waited for is true: somebody else may have been faster.
 */
public final class AsyncCondition {

  /** What a condition is doing. */
  public record Statistics(boolean locked, int waitingForLock, int waitingForSignal) {}

  private final AsyncLock lock;
  private final WaitQueue waiters = new WaitQueue(this::wakeNext);

  /** A condition with a lock of its own. */
  public AsyncCondition() {
    this(new AsyncLock());
  }

  /** A condition with a lock that others may share. */
  public AsyncCondition(AsyncLock lock) {
    this.lock = lock;
  }

  /** Waits until the lock is free and takes it; see {@link AsyncLock#acquire}. */
  public Coroutine<@Nullable Void> acquire() {
    return lock.acquire();
  }

  /** Waits until the lock is free and takes it; closing what this gives releases it. */
  public Coroutine<Held> hold() {
    return lock.hold();
  }

  /**
   * Releases the lock.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void release() {
    lock.release();
  }

  /** Whether the lock is held. */
  public boolean isLocked() {
    return lock.isLocked();
  }

  /**
   * Releases the lock, waits for a signal, and takes the lock again, also when it is cancelled: a
   * signal that it got then is passed on.
   *
   * @throws IllegalStateException if the lock is not held
   */
  @Async
  public Coroutine<@Nullable Void> await() {
    requireLock("await");
    lock.release();
    boolean signalled = false;
    try {
      signalled = Await.of(waiters.turn());
    } finally {
      Await.of(reacquire(signalled));
    }
    return Coroutine.done();
  }

  /** Takes the lock however often it is cancelled, and is cancelled then. */
  @Async
  @SuppressWarnings("weft:CancellationSwallowed") // it is thrown when the lock is there
  private Coroutine<@Nullable Void> reacquire(boolean signalled) {
    CancelledError cancellation = null;
    boolean locked = false;
    while (!locked) {
      try {
        Await.of(lock.acquire());
        locked = true;
      } catch (CancelledError cancelled) {
        cancellation = cancelled;
      }
    }
    if (cancellation != null) {
      if (signalled) {
        waiters.wakeFirst();
      }
      throw cancellation;
    }
    return Coroutine.done();
  }

  /**
   * Waits for signals until {@code predicate} is true.
   *
   * @throws IllegalStateException if the lock is not held
   */
  @Async
  public Coroutine<@Nullable Void> awaitUntil(BooleanSupplier predicate) {
    while (!predicate.getAsBoolean()) {
      Await.of(await());
    }
    return Coroutine.done();
  }

  /**
   * Lets the task that has waited longest go on, once the lock is released.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void signal() {
    signal(1);
  }

  /**
   * Lets up to {@code count} tasks go on, once the lock is released; 0 or less is none.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void signal(int count) {
    requireLock("signal");
    int woken = 0;
    while (woken < count && waiters.wakeFirst()) {
      woken++;
    }
  }

  /**
   * Lets all who wait go on, one after the other, once the lock is released.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void signalAll() {
    signal(Integer.MAX_VALUE);
  }

  private void wakeNext() {
    waiters.wakeFirst();
  }

  private void requireLock(String operation) {
    if (!lock.isLocked()) {
      throw new IllegalStateException(
          "cannot " + operation + " on un-acquired lock: acquire or hold it first");
    }
  }

  /** A snapshot: whether the lock is held, how many tasks wait for it, how many for a signal. */
  public Statistics statistics() {
    return new Statistics(isLocked(), lock.statistics().waiting(), waiters.size());
  }
}
