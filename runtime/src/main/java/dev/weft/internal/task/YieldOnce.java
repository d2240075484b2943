package dev.weft.internal.task;

import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import org.jspecify.annotations.Nullable;

/** Suspends for one pass of the loop: a sleep of no length. */
public final class YieldOnce<T extends @Nullable Object> extends CoroutineFrame<T> {

  private static final int YIELDED = -1;

  private final T result;

  /** A coroutine that gives {@code result}. */
  public YieldOnce(T result) {
    this.result = result;
  }

  @Override
  protected @Nullable Object step(Driver driver, int depth) throws Throwable {
    if (state == YIELDED) {
      driver.result();
      return result;
    }
    driver.requireLoop();
    driver.suspend(Driver.YIELD);
    driver.link(this, YIELDED);
    return null;
  }
}
