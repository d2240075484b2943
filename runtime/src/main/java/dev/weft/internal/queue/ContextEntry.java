package dev.weft.internal.queue;

import dev.weft.Context;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Enters and leaves contexts on one thread in two calls, for code that cannot be handed to {@link
 * Context#run} or that knows its thread. {@code Context} provides it, so that its public surface
 * need not.
 */
public abstract class ContextEntry {

  private static @Nullable Supplier<ContextEntry>
      provided; // written once, by Context's initialiser

  /** For {@code Context}: what finds the calling thread's. */
  public static void provide(Supplier<ContextEntry> ofThread) {
    provided = ofThread;
  }

  /** The calling thread's. */
  public static ContextEntry ofThread() {
    Supplier<ContextEntry> ofThread = provided;
    if (ofThread == null) {
      Context.empty(); // initialises the class
      ofThread = provided;
    }
    return ofThread.get();
  }

  /**
   * The current values, in a context that never changes: the same one for all who ask until a
   * variable is set. For {@link #change} only. Who sets a variable inside gets a context of its own
   * instead, of which the {@linkplain #setOwner owner} hears.
   */
  public abstract Context shared();

  /** Whether {@code context} is one that {@link #shared} gives. */
  public abstract boolean isShared(Context context);

  /** The current context, for others to hold and change; no shared one any more, if it was one. */
  public abstract Context own();

  /** Has {@code owner} told of what takes the place of a shared context, before it does. */
  public abstract void setOwner(@Nullable Consumer<Context> owner);

  /**
   * Makes {@code context} the current one. Returns the one that was, for {@link #exit}.
   *
   * @throws IllegalStateException if it is entered already
   */
  public abstract Context enter(Context context);

  /** Leaves {@code context}, and makes {@code outer} the current one again. */
  public abstract void exit(Context context, Context outer);

  /**
   * Leaves the current context and enters {@code next}, unless that is the same.
   *
   * @throws IllegalStateException if {@code next} is entered already: then nothing has changed
   */
  public abstract void change(Context next);
}
