package dev.weft.internal.task;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps chains of stages from overflowing the stack: a stage that completes resumes a body, which
 * completes the next stage, and so on.
 *
 * <p>Up to a depth each resumption runs inside the one that caused it, as the callbacks of a {@code
 * CompletableFuture} do, so that a body may rely on what its completions have set off. Deeper ones
 * wait until the stack has come back to that depth.
 */
final class Resumptions {

  private static final int MAX_DEPTH = 50;

  private static final ThreadLocal<Resumptions> OF_THREAD =
      ThreadLocal.withInitial(Resumptions::new);

  private final Deque<Runnable> waiting = new ArrayDeque<>(); // its thread only
  private int depth; // its thread only

  private Resumptions() {}

  /** Runs {@code resumption} on this thread, now or later. */
  static void run(Runnable resumption) {
    OF_THREAD.get().runHere(resumption);
  }

  private void runHere(Runnable resumption) {
    if (depth == MAX_DEPTH) {
      waiting.add(resumption);
      return;
    }
    depth++;
    try {
      @Nullable Runnable next = resumption;
      while (next != null) {
        next.run();
        next = depth == MAX_DEPTH ? waiting.poll() : null;
      }
    } finally {
      depth--;
    }
  }
}
