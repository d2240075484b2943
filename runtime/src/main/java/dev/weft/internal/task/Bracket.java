package dev.weft.internal.task;

import dev.weft.Awaitable;
import dev.weft.linkage.Awaits;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import org.jspecify.annotations.Nullable;

/** A coroutine written by hand: it awaits one thing, and does something before and after. */
public abstract class Bracket<T extends @Nullable Object> extends CoroutineFrame<T> {

  private static final int AWAITING = 1;

  /** For subclasses. */
  protected Bracket() {}

  /** Begins, and says what to await. */
  protected abstract Awaitable<?> open() throws Exception;

  /** Ends after success. Returns the result of the whole. */
  protected @Nullable Object close(@Nullable Object result) throws Exception {
    return result;
  }

  /** Ends after a failure, of {@link #open} too. Returns the failure of the whole. */
  protected Throwable closeFailed(Throwable failure) {
    return failure;
  }

  @Override
  protected final @Nullable Object step(Driver driver, int depth) throws Throwable {
    Object result;
    try {
      result = state == AWAITING ? driver.result() : Awaits.await(open(), driver, depth);
    } catch (Throwable failure) {
      throw closeFailed(failure);
    }
    if (driver.unwinding) {
      driver.link(this, AWAITING);
      return null;
    }
    return close(result);
  }
}
