package dev.weft.sync;

import java.util.Comparator;

/**
 * A queue that gives the least item first: asyncio's {@code PriorityQueue}. Items that compare as
 * equal come in any order.
 *
 * <pre>{@code
 * PriorityQueue<Job> jobs = PriorityQueue.ordered(0, Comparator.comparing(Job::deadline));
 * }</pre>
 *
 * @param <T> the type of the items
 */
public final class PriorityQueue<T> extends AsyncQueue<T> {

  private PriorityQueue(int capacity, Comparator<? super T> order) {
    super(capacity, new java.util.PriorityQueue<>(order));
  }

  /** A queue in the items' own order, of at most {@code capacity}; with 0 without a limit. */
  public static <T extends Comparable<? super T>> PriorityQueue<T> ofComparable(int capacity) {
    return new PriorityQueue<>(capacity, Comparator.naturalOrder());
  }

  /** A queue in the given order, of at most {@code capacity} items; with 0 without a limit. */
  public static <T> PriorityQueue<T> ordered(int capacity, Comparator<? super T> order) {
    return new PriorityQueue<>(capacity, order);
  }
}
