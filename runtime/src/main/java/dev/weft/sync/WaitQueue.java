package dev.weft.sync;

import dev.weft.AsyncFuture;
import dev.weft.internal.task.TaskLoop;
import dev.weft.internal.task.Turn;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for their turn, first come, first served. */
final class WaitQueue implements Turn.Giver {

  /*
   * Overview.
   *
   * One future per waiting task. Waking completes the first one that is not cancelled: the turn is
   * that task's from then on, although it goes on a pass later. A task that is cancelled in between
   * never takes its turn, so the turn is passed on.
   *
   * Both cancellations are told by the future, not caught by a coroutine: so a body that waits has
   * nothing between itself and the future, and is resumed directly.
   *
   * A waiter that is cancelled stays in the queue, done, until it reaches the head or the greater
   * part of the queue has gone: so it leaves in constant time, amortized. (A linked set, which
   * could let it go at once, costs every waiter 80 bytes more.)
   */

  private final ArrayDeque<Turn> waiters = new ArrayDeque<>();
  private final Runnable passOn;
  private int gone; // how many of the waiters have been cancelled
  private @Nullable TaskLoop loop; // set by the first who waits

  /** Tasks whose turns need not be passed on. */
  WaitQueue() {
    this(() -> {});
  }

  /**
   * Tasks that wait for their turn.
   *
   * @param passOn called for a turn that was given, and not taken
   */
  WaitQueue(Runnable passOn) {
    this.passOn = passOn;
  }

  int size() {
    return waiters.size() - gone;
  }

  /**
   * The calling task's turn, to be awaited at once. Gives true for a turn, false for none to come.
   */
  AsyncFuture<Boolean> turn() {
    return turn(null);
  }

  /** The calling task's turn, with which it does {@code action} before anything else. */
  AsyncFuture<Boolean> turn(@Nullable Supplier<?> action) {
    Turn turn = new Turn(ownLoop(), this, action);
    waiters.add(turn);
    return turn;
  }

  @Override
  public void left() {
    gone++;
    if (gone > waiters.size() / 2) {
      int before = waiters.size();
      waiters.removeIf(AsyncFuture::isDone);
      gone -= before - waiters.size();
    }
  }

  @Override
  public void notTaken(boolean turn) {
    if (turn) {
      passOn.run();
    }
  }

  private TaskLoop ownLoop() {
    if (loop != null && loop.isOnThread()) {
      return loop;
    }
    TaskLoop running = TaskLoop.running();
    if (loop != null) {
      throw new IllegalStateException(
          "a synchronizer of one loop was used on another: make one per loop, or use one of"
              + " java.util.concurrent with Weft.toThread");
    }
    loop = running;
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
    for (Turn next = waiters.poll(); next != null; next = waiters.poll()) {
      if (!next.isDone()) {
        next.setResult(turn);
        return true;
      }
      gone--;
    }
    return false;
  }
}
