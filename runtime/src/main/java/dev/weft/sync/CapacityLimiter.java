package dev.weft.sync;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many tasks do something at the same time: trio's {@code CapacityLimiter}. Unlike a
 * semaphore it knows who they are, so that only they can release, each once; and its limit can
 * change.
 *
 * <pre>{@code
 * CapacityLimiter converters = new CapacityLimiter(2);
 * Task<String> first = Weft.createTask(() -> convert("a", converters));
 * Task<String> second = Weft.createTask(() -> convert("b", converters));
 * converters.setLimit(1); // from now on one at a time
 * String both = Await.of(first) + Await.of(second);
 * }</pre>
 *
 * <p>where each holds the limiter:
 *
 * <pre>{@code
 * @Async
 * static Coroutine<String> convert(String name, CapacityLimiter converters) {
 *   try (Held turn = Await.of(converters.hold())) {
 *     return Coroutine.of(Await.of(download(name)));
 *   }
 * }
 * }</pre>
 */
public final class CapacityLimiter {

  /** What a limiter is doing. */
  public record Statistics(int limit, int borrowed, int waiting) {}

  private final Permits permits;
  private final Set<Object> borrowers = Collections.newSetFromMap(new IdentityHashMap<>());
  private int limit;

  /**
   * A limiter for {@code limit} tasks.
   *
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  public CapacityLimiter(int limit) {
    this.limit = requirePositive(limit);
    this.permits = new Permits(limit);
  }

  private static int requirePositive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be >= 1, not " + limit);
    }
    return limit;
  }

  /**
   * Waits until the current task may go on; closing what this gives lets another one.
   *
   * @throws IllegalStateException if the task holds this limiter already, and would wait for itself
   */
  @Async
  public Coroutine<Held> hold() {
    Object borrower = currentTask();
    Await.of(acquire(borrower));
    return Coroutine.of(new HeldOnce(() -> release(borrower)));
  }

  /**
   * Waits until the current task may go on. Pair it with {@link #release()}, in a finally.
   *
   * @throws IllegalStateException if the task holds this limiter already, and would wait for itself
   */
  public Coroutine<@Nullable Void> acquire() {
    return acquire(currentTask());
  }

  /**
   * Waits until {@code borrower}, any object, may go on; see {@link #acquire()}.
   *
   * @throws IllegalStateException at the await, if the borrower holds this limiter already
   */
  @Async
  public Coroutine<@Nullable Void> acquire(Object borrower) {
    if (borrowers.contains(borrower)) {
      throw alreadyHolds(borrower);
    }
    Await.of(permits.acquire());
    if (!borrowers.add(borrower)) { // it has waited twice
      permits.release();
      throw alreadyHolds(borrower);
    }
    return Coroutine.done();
  }

  private static IllegalStateException alreadyHolds(Object borrower) {
    return new IllegalStateException(borrower + " already holds this limiter: release it first");
  }

  /**
   * Lets another task go on in place of the current one.
   *
   * @throws IllegalStateException if the current task does not hold this limiter
   */
  public void release() {
    release(currentTask());
  }

  /**
   * Lets another one go on in place of {@code borrower}.
   *
   * @throws IllegalStateException if the borrower does not hold this limiter
   */
  public void release(Object borrower) {
    if (!borrowers.remove(borrower)) {
      throw new IllegalStateException(borrower + " does not hold this limiter: acquire it first");
    }
    permits.release();
  }

  private static Object currentTask() {
    Task<?> task = Weft.currentTask();
    if (task == null) {
      throw new IllegalStateException("there is no current task: name the borrower");
    }
    return task;
  }

  /**
   * Changes the limit. When it shrinks, those who hold the limiter keep it.
   *
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  public void setLimit(int limit) {
    requirePositive(limit);
    for (; this.limit < limit; this.limit++) {
      permits.release();
    }
    for (; this.limit > limit; this.limit--) {
      permits.withdraw();
    }
  }

  /** A snapshot: the limit, how many hold the limiter, how many wait for it. */
  public Statistics statistics() {
    return new Statistics(limit, borrowers.size(), permits.waiting());
  }
}
