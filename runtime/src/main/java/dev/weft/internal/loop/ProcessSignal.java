package dev.weft.internal.loop;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signal of the process that somebody handles instead of the virtual machine: one at a time, for
 * the process has one disposition per signal. Any thread.
 */
public final class ProcessSignal {

  private static final Map<String, ProcessSignal> TAKEN = new HashMap<>(); // guarded by the class

  private final String name;
  private final boolean yields;
  private final Object previous; // a SignalHandler

  private ProcessSignal(String name, boolean yields, Object previous) {
    this.name = name;
    this.yields = yields;
    this.previous = previous;
  }

  /**
   * Makes {@code action} run whenever the process gets the signal, on a thread of the virtual
   * machine.
   *
   * @param name such as {@code INT} or {@code SIGINT}
   * @param replaced what the caller has taken before, which this takes the place of at once
   * @throws IllegalArgumentException if there is no such signal
   * @throws IllegalStateException if it cannot be handled, or somebody else handles it
   * @throws UnsupportedOperationException if the module {@code jdk.unsupported} is not there
   */
  static synchronized ProcessSignal take(
      String name, Runnable action, @Nullable ProcessSignal replaced) {
    String plain = plain(name);
    ProcessSignal holder = TAKEN.get(plain);
    if (holder != null && holder != replaced && !holder.yields) {
      throw new IllegalStateException(
          "signal " + plain + " is handled by another loop: remove that handler first");
    }
    Object previous = handle(plain, action);
    return put(new ProcessSignal(plain, false, holder == null ? previous : holder.previous));
  }

  /**
   * As {@link #take}, but gives way: returns null when somebody, or nobody at all, handles the
   * signal instead of the virtual machine, or it cannot be handled; and lets others take it.
   */
  public static synchronized @Nullable ProcessSignal takeIfFree(String name, Runnable action) {
    if (TAKEN.containsKey(plain(name))) {
      return null;
    }
    try {
      Object previous = handle(plain(name), action);
      if (!SunSignals.isOfTheMachine(previous)) {
        SunSignals.handle(plain(name), previous);
        return null;
      }
      return put(new ProcessSignal(plain(name), true, previous));
    } catch (IllegalStateException | UnsupportedOperationException notToBeHandled) {
      return null;
    }
  }

  private static Object handle(String name, Runnable action) {
    try {
      return SunSignals.handle(name, SunSignals.handlerOf(action));
    } catch (NoClassDefFoundError noModule) {
      throw new UnsupportedOperationException(
          "signals need the JDK's module jdk.unsupported: require it in module-info.java, or run"
              + " with --add-modules jdk.unsupported",
          noModule);
    }
  }

  private static ProcessSignal put(ProcessSignal taken) {
    TAKEN.put(taken.name, taken);
    return taken;
  }

  /** Gives the signal back to whoever had it, unless somebody else has taken it meanwhile. */
  public void release() {
    synchronized (ProcessSignal.class) {
      if (TAKEN.remove(name, this)) {
        SunSignals.handle(name, previous);
      }
    }
  }

  /** The name without {@code SIG}. */
  static String plain(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("SIG") ? upper.substring(3) : upper;
  }
}
