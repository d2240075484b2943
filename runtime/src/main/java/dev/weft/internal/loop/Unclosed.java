package dev.weft.internal.loop;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;

/**
 * Debug mode: logs something that becomes garbage and was never closed, with the place where it was
 * made. Any thread.
 */
public final class Unclosed implements Runnable {

  private final String what;
  private final Throwable made = new Throwable("made here");
  private volatile boolean closed; // written once, by whoever closes it

  private Unclosed(String what) {
    this.what = what;
  }

  /** Watches {@code resource}, which must not be reachable from what this returns. */
  public static Unclosed watch(Object resource, String what) {
    Unclosed watch = new Unclosed(what);
    Cleaners.CLEANER.register(resource, watch);
    return watch;
  }

  /** Says that it was closed. */
  public void closed() {
    closed = true;
  }

  /** The resource is garbage. The cleaner's thread. */
  @Override
  public void run() {
    if (!closed) {
      Log.logger().log(Level.WARNING, what + " was never closed", made);
    }
  }

  /** Apart, so that there is a cleaner's thread only if it is needed. */
  private static final class Cleaners {
    static final Cleaner CLEANER = Cleaner.create();
  }
}
