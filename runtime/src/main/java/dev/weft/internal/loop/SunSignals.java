package dev.weft.internal.loop;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signals of the JDK, which has them in {@code sun.misc} only, in the module {@code
 * jdk.unsupported}. By reflection, since javac warns of every use of that package and cannot be
 * told not to.
 */
final class SunSignals {

  private SunSignals() {}

  /** A handler that runs {@code action}, on a thread of the virtual machine. */
  static Object handlerOf(Runnable action) {
    Class<?> handler = type("sun.misc.SignalHandler");
    return Proxy.newProxyInstance(
        SunSignals.class.getClassLoader(),
        new Class<?>[] {handler},
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == handler) {
            action.run();
            return null;
          }
          return method.invoke(action, arguments); // Object's methods
        });
  }

  /**
   * Makes {@code handler} handle a signal. Returns the handler before.
   *
   * @throws IllegalArgumentException if there is no such signal
   * @throws IllegalStateException if it cannot be handled
   * @throws UnsupportedOperationException if the module is not there
   */
  static Object handle(String name, Object handler) {
    Class<?> type = type("sun.misc.Signal");
    try {
      Constructor<?> signal = type.getConstructor(String.class);
      Method handle = type.getMethod("handle", type, type("sun.misc.SignalHandler"));
      return handle.invoke(null, instance(signal, name), handler);
    } catch (InvocationTargetException reserved) {
      throw new IllegalStateException(
          "signal " + name + " cannot be handled: the system or the virtual machine keeps it",
          reserved.getCause());
    } catch (ReflectiveOperationException e) {
      throw unsupported(e);
    }
  }

  private static Object instance(Constructor<?> signal, String name)
      throws ReflectiveOperationException {
    try {
      return signal.newInstance(name);
    } catch (InvocationTargetException unknown) {
      throw new IllegalArgumentException("there is no signal " + name, unknown.getCause());
    }
  }

  /** Whether the handler is the one that ends the virtual machine; not a user's, and not none. */
  static boolean isOfTheMachine(Object handler) {
    return handler.getClass().getName().startsWith("sun.misc.Signal") && !isIgnoring(handler);
  }

  private static boolean isIgnoring(Object handler) {
    try {
      return handler == type("sun.misc.SignalHandler").getField("SIG_IGN").get(null);
    } catch (ReflectiveOperationException e) {
      throw unsupported(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException noModule) {
      throw unsupported(noModule);
    }
  }

  private static UnsupportedOperationException unsupported(ReflectiveOperationException e) {
    return new UnsupportedOperationException(
        "signals need the JDK's module jdk.unsupported: require it in module-info.java, or run with"
            + " --add-modules jdk.unsupported",
        e);
  }
}
