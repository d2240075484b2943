package dev.weft.sync;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for their turn, first come, first served. */
final class WaitQueue {

  /*
   * Overview.
   *
   * One future per waiting task. Waking completes the first one that is not cancelled: the turn is
   * that task's from then on, although it goes on a pass later. A task that is cancelled in between
   * never takes its turn, so it gives it back, to be passed on.
   *
   * A waiter that is cancelled stays in the queue, done, until it reaches the head or the greater
   * part of the queue has gone: so it leaves in constant time, amortized. (A linked set, which
   * could let it go at once, costs every waiter 80 bytes more.)
   */

  private final Deque<AsyncFuture<Boolean>> waiters = new ArrayDeque<>();
  private int gone; // how many of the waiters have been cancelled, and know
  private @Nullable EventLoop loop; // set by the first who waits

  int size() {
    return waiters.size() - gone;
  }

  /**
   * Waits for a turn.
   *
   * @param giveBack called when the task got its turn but is cancelled before it could take it
   * @return what it was woken with
   */
  @Async
  Coroutine<Boolean> await(Runnable giveBack) {
    AsyncFuture<Boolean> turn = ownLoop().createFuture();
    waiters.add(turn);
    try {
      return Coroutine.of(Await.of(turn));
    } catch (CancelledError cancelled) {
      if (turn.isCancelled()) {
        left();
      } else if (turn.result()) {
        giveBack.run();
      }
      throw cancelled;
    }
  }

  /** A waiter was cancelled. */
  private void left() {
    gone++;
    if (gone > waiters.size() / 2) {
      int before = waiters.size();
      waiters.removeIf(AsyncFuture::isDone);
      gone -= before - waiters.size();
    }
  }

  private EventLoop ownLoop() {
    EventLoop running = EventLoop.running();
    if (loop == null) {
      loop = running;
    } else if (loop != running) {
      throw new IllegalStateException(
          "a synchronizer of one loop was used on another: make one per loop, or use one of"
              + " java.util.concurrent with Weft.toThread");
    }
    return running;
  }

  /** Gives the first waiter its turn. Returns false if nobody waits. */
  boolean wakeFirst() {
    return wakeFirst(true);
  }

  /** Gives all waiters a turn. */
  void wakeAll() {
    wakeAll(true);
  }

  /** Sends all waiters away without a turn. */
  void dismissAll() {
    wakeAll(false);
  }

  private void wakeAll(boolean turn) {
    boolean more = true;
    while (more) {
      more = wakeFirst(turn);
    }
  }

  private boolean wakeFirst(boolean turn) {
    for (AsyncFuture<Boolean> next = waiters.poll(); next != null; next = waiters.poll()) {
      if (!next.isDone()) {
        next.setResult(turn);
        return true;
      }
      gone--;
    }
    return false;
  }
}
