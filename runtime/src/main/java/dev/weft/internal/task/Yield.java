package dev.weft.internal.task;

import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import org.jspecify.annotations.Nullable;

/** Suspends for one pass of the loop. */
public final class Yield extends CoroutineFrame<@Nullable Void> {

  private static final int YIELDED = -1;

  @Override
  protected @Nullable Object step(Driver driver, int depth) throws Throwable {
    if (state == YIELDED) {
      return driver.result();
    }
    driver.requireLoop();
    driver.suspend(Driver.YIELD);
    driver.link(this, YIELDED);
    return null;
  }
}
