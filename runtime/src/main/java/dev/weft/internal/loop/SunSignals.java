package dev.weft.internal.loop;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals of the JDK, which has them in {@code sun.misc} only, in the module {@code
 * jdk.unsupported}. Nothing else names these types, so that everything else runs without it.
 */
final class SunSignals {

  private SunSignals() {}

  /** A {@code SignalHandler} that runs {@code action}, on a thread of the virtual machine. */
  static Object handlerOf(Runnable action) {
    SignalHandler handler = signal -> action.run();
    return handler;
  }

  /**
   * Makes {@code handler} handle a signal. Returns the handler before.
   *
   * @throws IllegalArgumentException if there is no such signal
   * @throws IllegalStateException if it cannot be handled
   */
  static Object handle(String name, Object handler) {
    Signal signal = signal(name);
    try {
      return Signal.handle(signal, (SignalHandler) handler);
    } catch (IllegalArgumentException reserved) {
      throw new IllegalStateException(
          "signal " + name + " cannot be handled: the system or the virtual machine keeps it",
          reserved);
    }
  }

  private static Signal signal(String name) {
    try {
      return new Signal(name);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("there is no signal " + name, unknown);
    }
  }

  /** Whether the handler is the one that ends the virtual machine; not a user's, and not none. */
  static boolean isOfTheMachine(Object handler) {
    return handler.getClass().getName().startsWith("sun.misc.Signal")
        && handler != SignalHandler.SIG_IGN;
  }
}
