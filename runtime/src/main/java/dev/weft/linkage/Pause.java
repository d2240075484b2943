package dev.weft.linkage;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that waits for one thing and gives its outcome: a sleep, say.
 *
 * <p>A body that awaits it waits for that thing itself, so that nothing of the pause remains while
 * the task is suspended; mostly the object is never made.
 */
public abstract class Pause<T extends @Nullable Object> extends CoroutineFrame<T> {

  private static final int WAITING = -1;

  /** For subclasses. */
  protected Pause() {}

  /**
   * Gives the outcome at once, or {@linkplain Driver#suspend suspends} at what it is the outcome
   * of: a future of the driver's loop, or {@link Driver#YIELD}. Called once.
   *
   * @return the result, or anything when {@link Driver#unwinding} is set
   */
  protected abstract @Nullable Object begin(Driver driver) throws Throwable;

  /** Makes the body that awaits this wait for what this waits for. */
  final @Nullable Object pass(Driver driver) throws Throwable {
    claim();
    return begin(driver);
  }

  /** Runs it at the root of a chain, where no body awaits it. */
  @Override
  protected final @Nullable Object step(Driver driver, int depth) throws Throwable {
    if (state == WAITING) {
      return driver.result();
    }
    Object result = begin(driver);
    if (driver.unwinding) {
      driver.link(this, WAITING);
    }
    return result;
  }
}
