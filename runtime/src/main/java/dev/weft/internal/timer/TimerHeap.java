package dev.weft.internal.timer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending timers of one loop, the next one due first. The loop's thread only.
 *
 * @param <T> the type of the timers
 */
public final class TimerHeap<T extends Timer> {

  /*
   * Overview.
   *
   * A 4-ary heap in two parallel arrays: half as high as a binary one, and the deadlines that
   * sifting compares lie together, so that it seldom touches a timer itself.
   *
   * Most timers of a network program are time limits, and most of those are cancelled. So
   * cancelling does not search: a cancelled timer stays until it reaches the head, or until more
   * than half of at least MIN_PURGE timers are cancelled, when all of them are dropped at once.
   * That makes a cancellation cost constant time, amortized, and bounds the waste to a factor of
   * two. (asyncio does the same with the same numbers.)
   */

  private static final int MIN_PURGE = 100;

  private long[] deadlines = new long[64];
  private @Nullable Timer[] timers = new Timer[64];
  private int size;
  private int cancelled;

  /** Adds a timer. */
  public void add(T timer) {
    if (size == timers.length) {
      deadlines = Arrays.copyOf(deadlines, size * 2);
      timers = Arrays.copyOf(timers, size * 2);
    }
    siftUp(size++, timer);
  }

  /** Says that one of the timers was cancelled. */
  public void noteCancelled() {
    cancelled++;
    if (size > MIN_PURGE && cancelled > size / 2) {
      purge();
    }
  }

  /** Drops cancelled timers from the head, then returns the next timer, or null. */
  public @Nullable T peek() {
    while (size > 0 && timers[0].isCancelled()) {
      removeHead();
      cancelled--;
    }
    return size == 0 ? null : head();
  }

  /** Removes and returns the next timer if it is due at {@code nowNanos}, else returns null. */
  public @Nullable T pollDue(long nowNanos) {
    T next = peek();
    if (next == null || deadlines[0] > nowNanos) {
      return null;
    }
    removeHead();
    return next;
  }

  /** How many timers there are, cancelled ones that were not dropped yet included. */
  public int size() {
    return size;
  }

  /** Drops everything. */
  public void clear() {
    Arrays.fill(timers, null);
    size = 0;
    cancelled = 0;
  }

  @SuppressWarnings("unchecked") // add() takes nothing else
  private T head() {
    return (T) timers[0];
  }

  private void removeHead() {
    Timer last = timers[--size];
    timers[size] = null;
    if (size > 0) {
      siftDown(0, deadlines[size], last);
    }
  }

  private void purge() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!timers[i].isCancelled()) {
        move(i, kept++);
      }
    }
    Arrays.fill(timers, kept, size, null);
    size = kept;
    cancelled = 0;
    for (int i = (size - 2) >> 2; i >= 0; i--) {
      siftDown(i, deadlines[i], timers[i]);
    }
  }

  private void siftUp(int from, Timer timer) {
    long deadline = timer.deadlineNanos();
    int i = from;
    while (i > 0) {
      int parent = (i - 1) >> 2;
      if (!isBefore(deadline, timer, parent)) {
        break;
      }
      move(parent, i);
      i = parent;
    }
    place(i, deadline, timer);
  }

  private void siftDown(int from, long deadline, Timer timer) {
    int i = from;
    for (int child = firstOfChildren(i); child < size; child = firstOfChildren(i)) {
      if (isBefore(deadline, timer, child)) {
        break;
      }
      move(child, i);
      i = child;
    }
    place(i, deadline, timer);
  }

  /** The child of {@code i} that is due first; {@code size} or more if there is none. */
  private int firstOfChildren(int i) {
    int first = 4 * i + 1;
    int end = Math.min(first + 4, size);
    for (int child = first + 1; child < end; child++) {
      if (isBefore(deadlines[child], timers[child], first)) {
        first = child;
      }
    }
    return first;
  }

  private boolean isBefore(long deadline, Timer timer, int i) {
    return deadline < deadlines[i]
        || (deadline == deadlines[i] && timer.sequence() < timers[i].sequence());
  }

  private void move(int from, int to) {
    place(to, deadlines[from], timers[from]);
  }

  private void place(int i, long deadline, Timer timer) {
    deadlines[i] = deadline;
    timers[i] = timer;
  }
}
