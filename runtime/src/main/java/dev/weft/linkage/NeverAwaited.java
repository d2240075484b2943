package dev.weft.linkage;

import dev.weft.internal.loop.DebugMode;
import dev.weft.internal.loop.Log;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Debug mode: logs coroutines that become garbage and were never awaited or scheduled, with the
 * place where they were made. Any thread.
 */
final class NeverAwaited implements Runnable {

  /** Whether coroutines are watched; fixed at start, so that it costs nothing when they are not. */
  static final boolean ENABLED = DebugMode.DEFAULT;

  private static final Map<CoroutineFrame<?>, NeverAwaited> UNUSED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final String name;
  private final Throwable made = new Throwable("made here");
  private volatile boolean used; // written once, by the thread that uses the coroutine

  private NeverAwaited(CoroutineFrame<?> frame) {
    this.name = frame.getClass().getName();
  }

  /** Says that a frame was made. */
  static void watch(CoroutineFrame<?> frame) {
    NeverAwaited watch = new NeverAwaited(frame);
    UNUSED.put(frame, watch);
    Cleaners.CLEANER.register(frame, watch);
  }

  /** Says that a frame runs, or has run. */
  static void used(CoroutineFrame<?> frame) {
    NeverAwaited watch = UNUSED.remove(frame);
    if (watch != null) {
      watch.used = true;
    }
  }

  /** The frame is garbage. The cleaner's thread. */
  @Override
  public void run() {
    if (!used) {
      Log.logger().log(Level.WARNING, "Coroutine " + name + " was never awaited", made);
    }
  }

  /** Apart, so that there is a cleaner's thread only if it is needed. */
  private static final class Cleaners {
    static final Cleaner CLEANER = Cleaner.create();
  }
}
