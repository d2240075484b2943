package dev.weft.linkage;

import dev.weft.AsyncFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the futures of the runtime's own loops have in common: a class, for which {@link Awaits} can
 * test quickly. On JDK 17 to 22 the test for an interface searches all supertypes of the object's
 * class whenever the last one was for another interface; and tasks are tested for several.
 */
public abstract class OwnFuture<T extends @Nullable Object> implements AsyncFuture<T> {

  /** For subclasses. */
  protected OwnFuture() {}
}
