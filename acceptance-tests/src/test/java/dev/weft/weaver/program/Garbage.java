package dev.weft.weaver.program;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;

/** Watches what a suspended method keeps alive. */
public final class Garbage {

  private static final int FIRST_PROBE = 50_000;
  private static final int LAST_PROBE = 299_999;
  private static final int ATTEMPTS = 50;
  private static final long TOLERATED_GROWTH_BYTES = 2 << 20;

  /** What must be collectable while the method is suspended. */
  public static volatile WeakReference<Object> ref;

  /** What {@link #laterGc} found. */
  public static volatile String gc;

  private static volatile long usedAtFirstProbe;

  private Garbage() {}

  /** Completes later, after a garbage collection that should clear {@link #ref}. */
  public static <T> CompletableFuture<T> laterGc(T value) {
    boolean[] returned = {false};
    CompletableFuture<T> future =
        Futures.laterRun(value, () -> gc = returned[0] ? collect() : "collected");
    returned[0] = true;
    return future;
  }

  private static String collect() {
    for (int i = 0; i < ATTEMPTS && ref.get() != null; i++) {
      System.gc();
    }
    return ref.get() == null ? "collected" : "RETAINED";
  }

  /**
   * Completes later with 1; fails if the heap has grown between two far iterations.
   *
   * @param iteration counts up from 0
   */
  public static CompletableFuture<Integer> probe(int iteration) {
    return Futures.laterRun(1, () -> measure(iteration));
  }

  private static void measure(int iteration) {
    if (iteration == FIRST_PROBE) {
      usedAtFirstProbe = usedBytes();
    } else if (iteration == LAST_PROBE && usedBytes() - usedAtFirstProbe > TOLERATED_GROWTH_BYTES) {
      Journal.add("LEAK " + (usedBytes() - usedAtFirstProbe) / 1024 + " KB");
    }
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
