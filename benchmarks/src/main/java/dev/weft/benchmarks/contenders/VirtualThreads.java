package dev.weft.benchmarks.contenders;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Starts virtual threads, where the JDK has them; this module is compiled for Java 17. */
public final class VirtualThreads {

  private static final MethodHandle START = findStart();

  private VirtualThreads() {}

  private static MethodHandle findStart() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException beforeJava21) {
      return null;
    }
  }

  /** Throws an {@code UnsupportedOperationException} where the JDK has none. */
  public static void require() {
    if (START == null) {
      throw new UnsupportedOperationException("virtual threads need Java 21");
    }
  }

  /** Starts one. */
  public static Thread start(Runnable body) {
    require();
    try {
      return (Thread) START.invokeExact(body);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs {@code body} on one and waits for its end. */
  static void run(Runnable body) {
    join(start(body));
  }

  /** Starts {@code n}, then waits for the end of all. */
  static void joinAll(int n, IntFunction<Runnable> bodies) {
    List<Thread> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      all.add(start(bodies.apply(i)));
    }
    all.forEach(VirtualThreads::join);
  }
}
