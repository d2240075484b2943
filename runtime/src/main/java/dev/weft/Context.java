package dev.weft;

import dev.weft.internal.queue.ContextEntry;
import dev.weft.spi.ContextCarrier;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of all {@linkplain ContextVar context variables} in one place of execution: PEP 567.
 *
 * <pre>{@code
 * Context outside = Context.copyOfCurrent();
 * USER.set("ada");
 * outside.run(() -> log.add(USER.get())); // as it was then: nobody
 * }</pre>
 *
 * <p>Every task runs in its own, a copy of its creator's. Not thread-safe, and entered by one
 * thread at a time.
 */
public final class Context {

  /*
   * Overview.
   *
   * A context is a mutable holder of an immutable table, so that a copy costs one small object and
   * shares the table until either side sets a variable.
   *
   * The table is a flat array of variables and values in turn. A program has a handful of context
   * variables, for which a scan by identity is faster and smaller than any tree.
   *
   * Which context is current is a property of the thread: one cell per thread, which run() changes
   * and restores. A thread outside any run() has a base context of its own.
   *
   * The thread-bound values of other libraries go along if there is a carrier: who is left takes up
   * those of the thread, who is entered puts its own in their place. A context that has none yet
   * begins with those that it finds.
   */

  private static final Object[] EMPTY = {};

  /** Usually null, which the JIT knows: then none of this costs anything. */
  private static final @Nullable ContextCarrier CARRIER = Carriers.find();

  /** What a context has carried that has not been left yet. */
  private static final Object NOTHING_YET = new Object();

  private static final ThreadLocal<Cell> CURRENT = ThreadLocal.withInitial(Cell::new);

  /** One thread's current context. */
  private static final class Cell extends ContextEntry {
    Context context = new Context(EMPTY); // its thread only

    @Override
    public Context enter(Context next) {
      next.requireLeft();
      Context outer = context;
      if (CARRIER != null) {
        outer.carried = CARRIER.capture();
        next.putBack(CARRIER);
      }
      next.entered = true;
      context = next;
      return outer;
    }

    @Override
    public void exit(Context left, Context outer) {
      left.entered = false;
      context = outer;
      if (CARRIER != null) {
        left.carried = CARRIER.capture();
        outer.putBack(CARRIER);
      }
    }

    @Override
    public void change(Context next) {
      Context left = context;
      if (next == left) {
        return;
      }
      next.requireLeft();
      left.entered = false;
      next.entered = true;
      context = next;
      if (CARRIER != null) {
        left.carried = CARRIER.capture();
        next.putBack(CARRIER);
      }
    }
  }

  static {
    ContextEntry.provide(CURRENT::get);
  }

  private @Nullable Object[] table; // immutable array; replaced by the thread that is inside
  private boolean entered; // the thread that is inside
  private @Nullable Object carried = NOTHING_YET; // while nobody is inside; see CARRIER

  private Context(@Nullable Object[] table) {
    this.table = table;
  }

  /** A context in which no variable has a value. */
  public static Context empty() {
    return new Context(EMPTY);
  }

  /** A copy of the current context, in constant time. */
  public static Context copyOfCurrent() {
    return current().copy();
  }

  /** The context that this thread is in. */
  static Context current() {
    return CURRENT.get().context;
  }

  /** A copy of this context, in constant time. */
  public Context copy() {
    Context copy = new Context(table);
    if (CARRIER != null) {
      copy.carried = this == current() ? CARRIER.capture() : carried;
    }
    return copy;
  }

  private void requireLeft() {
    if (entered) {
      throw new IllegalStateException(
          "the context is entered already: run in a copy of it, Context.copy()");
    }
  }

  private void putBack(ContextCarrier carrier) {
    if (carried != NOTHING_YET) {
      carrier.restore(carried);
    }
  }

  /**
   * Runs {@code action} inside this context.
   *
   * @throws IllegalStateException if the context is entered already; enter a {@link #copy}
   */
  public void run(Runnable action) {
    Cell cell = CURRENT.get();
    Context outer = cell.enter(this);
    try {
      action.run();
    } finally {
      cell.exit(this, outer);
    }
  }

  /**
   * Calls {@code action} inside this context and returns its result.
   *
   * @throws X what the action throws
   * @throws IllegalStateException if the context is entered already; enter a {@link #copy}
   */
  public <T extends @Nullable Object, X extends Exception> T call(BlockingCallable<T, X> action)
      throws X {
    Cell cell = CURRENT.get();
    Context outer = cell.enter(this);
    try {
      return action.call();
    } finally {
      cell.exit(this, outer);
    }
  }

  /** The value of {@code variable} in this context, or null; its default does not count. */
  @SuppressWarnings("unchecked") // put() pairs each variable with a value of its type
  public <T> @Nullable T find(ContextVar<T> variable) {
    int i = indexOf(variable);
    return i < 0 ? null : (T) table[i + 1];
  }

  /** The variables that have a value here, with their values. */
  public Map<ContextVar<?>, Object> toMap() {
    Map<ContextVar<?>, Object> map = new IdentityHashMap<>();
    for (int i = 0; i < table.length; i += 2) {
      if (table[i + 1] != null) {
        map.put((ContextVar<?>) table[i], table[i + 1]);
      }
    }
    return map;
  }

  /** Sets or, with null, unsets a variable. Returns the value before. */
  <T> @Nullable T put(ContextVar<T> variable, @Nullable T value) {
    T before = find(variable);
    int i = indexOf(variable);
    int length = table.length;
    @Nullable Object[] next = Arrays.copyOf(table, i < 0 ? length + 2 : length);
    next[i < 0 ? length : i] = variable;
    next[(i < 0 ? length : i) + 1] = value;
    table = next;
    return before;
  }

  private int indexOf(ContextVar<?> variable) {
    for (int i = 0; i < table.length; i += 2) {
      if (table[i] == variable) {
        return i;
      }
    }
    return -1;
  }
}
