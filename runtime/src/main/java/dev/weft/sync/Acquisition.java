package dev.weft.sync;

import dev.weft.linkage.Driver;
import dev.weft.linkage.Pause;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a permit, takes it, and does something with it before any other task runs.
 *
 * <p>Not woven: so a task that waits has no frame between itself and its turn, and no other object.
 */
abstract class Acquisition<T extends @Nullable Object> extends Pause<T> implements Supplier<T> {

  private final Permits permits;

  Acquisition(Permits permits) {
    this.permits = permits;
  }

  /** Does it, with a permit, or without one if they are closed. Gives what the await gives. */
  @Override
  public abstract T get();

  @Override
  protected final @Nullable Object begin(Driver driver) {
    if (!permits.mustWait()) {
      return get();
    }
    driver.suspend(permits.turn(this));
    return null;
  }
}
