package dev.weft.sync;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
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
   * A set keeps the order and lets a waiter that is cancelled leave in constant time.
   */

  private final Set<AsyncFuture<Boolean>> waiters = new LinkedHashSet<>();
  private @Nullable EventLoop loop; // set by the first who waits

  int size() {
    return waiters.size();
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
      waiters.remove(turn);
      if (!turn.isCancelled() && turn.result()) {
        giveBack.run();
      }
      throw cancelled;
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
    Iterator<AsyncFuture<Boolean>> all = waiters.iterator();
    while (all.hasNext()) {
      AsyncFuture<Boolean> waiter = all.next();
      all.remove();
      if (!waiter.isDone()) {
        waiter.setResult(turn);
        return true;
      }
    }
    return false;
  }
}
