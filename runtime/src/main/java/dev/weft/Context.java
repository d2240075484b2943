package dev.weft;

import dev.weft.internal.queue.ContextEntry;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
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
   * Most copies are never changed, and a loop would make one per task and callback. Instead it takes
   * shared(): a context that never changes, and is the same object for all who take it until its
   * original changes. Any number of threads may be in it at once. Who sets a variable there gets a
   * context of its own in its place, own(), and the loop hears of it. No user ever holds a shared
   * one: they get copies, or what own() has made.
   *
   * A shared context is current only where the loop has put it, by change(). enter() leaves one of
   * its own behind in its place, so that nobody ever has to look for a task behind another's context.
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

  /** Usually null, which the JIT knows: then none of this costs anything. */
  private static final @Nullable Carriers CARRIERS = Carriers.find();

  /**
   * What the carriers have captured for a context that was left: a value like those of variables.
   */
  private static final ContextVar<Object> CARRIED = ContextVar.of("carried");

  /** Shared by all that have no variables. */
  private static final Context NOTHING = new Context(new Object[0], true);

  private static final ThreadLocal<Cell> CURRENT = ThreadLocal.withInitial(Cell::new);

  /** One thread's current context. */
  private static final class Cell extends ContextEntry {
    Context context = empty(); // its thread only
    private @Nullable Consumer<Context> owner; // its thread only

    @Override
    public void setOwner(@Nullable Consumer<Context> owner) {
      this.owner = owner;
    }

    @Override
    public Context shared() {
      return CARRIERS == null ? context.shared() : context.copy();
    }

    @Override
    public Context own() {
      if (context.shared) {
        Context own = context.copy();
        if (owner != null) {
          owner.accept(own);
        }
        own.entered = true;
        context = own;
      }
      return context;
    }

    @Override
    public Context enter(Context next) {
      next.requireLeft();
      Context outer = own();
      next.setEntered(true);
      go(outer, next);
      return outer;
    }

    @Override
    public void exit(Context left, Context outer) {
      left.setEntered(false);
      go(left, outer);
    }

    @Override
    public void change(Context next) {
      Context left = context;
      if (next == left) {
        return;
      }
      next.requireLeft();
      left.setEntered(false);
      next.setEntered(true);
      go(left, next);
    }

    private void go(Context left, Context next) {
      context = next;
      if (CARRIERS != null) {
        left.takeUp(CARRIERS);
        next.putBack(CARRIERS);
      }
    }

    @Override
    public boolean isShared(Context context) {
      return context.shared;
    }
  }

  static {
    ContextEntry.provide(CURRENT::get);
  }

  private final boolean shared; // then no other field changes
  private @Nullable Object[] table; // immutable array; replaced by the thread that is inside
  private @Nullable Context snapshot; // a shared one with this table; null if there is none yet
  private boolean entered; // the thread that is inside

  private Context(@Nullable Object[] table, boolean shared) {
    this.table = table;
    this.shared = shared;
  }

  /** A context in which no variable has a value. */
  public static Context empty() {
    return NOTHING.copyVariables();
  }

  /** A copy of the current context, in constant time. */
  public static Context copyOfCurrent() {
    return current().copy();
  }

  /** The context that this thread is in, to look into it. */
  static Context current() {
    return CURRENT.get().context;
  }

  /** The context that this thread is in, to change it. */
  static Context ownCurrent() {
    return CURRENT.get().own();
  }

  /** A copy of this context, in constant time. */
  public Context copy() {
    Context copy = copyVariables();
    if (CARRIERS != null && this == current()) {
      copy.takeUp(CARRIERS);
    }
    return copy;
  }

  private Context copyVariables() {
    Context copy = new Context(table, false);
    copy.snapshot = shared ? this : snapshot;
    return copy;
  }

  private Context shared() {
    if (shared) {
      return this;
    }
    if (snapshot == null) {
      snapshot = new Context(table, true);
    }
    return snapshot;
  }

  private void setEntered(boolean entered) {
    if (!shared) {
      this.entered = entered;
    }
  }

  private void requireLeft() {
    if (entered) {
      throw new IllegalStateException(
          "the context is entered already: run in a copy of it, Context.copy()");
    }
  }

  private void takeUp(Carriers carriers) {
    put(CARRIED, carriers.capture());
  }

  private void putBack(Carriers carriers) {
    Object carried = find(CARRIED);
    if (carried != null) {
      carriers.restore(carried);
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
      if (table[i + 1] != null && table[i] != CARRIED) {
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
    snapshot = null;
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
