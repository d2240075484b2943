package dev.weft.internal.queue;

import dev.weft.Context;
import org.jspecify.annotations.Nullable;

/**
 * Enters and leaves a context in two calls, for code that cannot be handed to {@link Context#run}.
 * {@code Context} provides it, so that its public surface need not.
 */
public abstract class ContextEntry {

  private static @Nullable ContextEntry provided; // written once, by Context's initialiser

  /** For {@code Context}. */
  public static void provide(ContextEntry entry) {
    provided = entry;
  }

  /** The one there is. */
  public static ContextEntry get() {
    ContextEntry entry = provided;
    if (entry == null) {
      Context.empty(); // initialises the class
      entry = provided;
    }
    return entry;
  }

  /**
   * Makes {@code context} the current one. Returns the one that was, for {@link #exit}.
   *
   * @throws IllegalStateException if it is entered already
   */
  public abstract Context enter(Context context);

  /** Leaves the current context and makes {@code outer} the current one again. */
  public abstract void exit(Context outer);
}
