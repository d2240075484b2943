package dev.weft.internal.queue;

import java.util.Arrays;

/** What a loop will run next, first in, first out: a growing ring. The loop's thread only. */
public final class ReadyQueue {

  // Scheduled ones, but every store into an array of an interface would search the item's
  // supertypes.
  private Object[] ring = new Object[64]; // length is a power of two
  private int head;
  private int size;

  /** How many are ready. */
  public int size() {
    return size;
  }

  /** Adds one at the tail. */
  public void add(Scheduled item) {
    if (size == ring.length) {
      grow();
    }
    ring[index(size++)] = item;
  }

  /** Takes the oldest; there must be one. */
  public Scheduled take() {
    Scheduled item = (Scheduled) ring[head];
    ring[head] = null;
    head = index(1);
    size--;
    return item;
  }

  /** Takes the one at {@code position}, counted from the oldest; the oldest takes its place. */
  public Scheduled take(int position) {
    int i = index(position);
    Object item = ring[i];
    ring[i] = ring[head];
    ring[head] = item;
    return take();
  }

  /** Drops everything. */
  public void clear() {
    Arrays.fill(ring, null);
    head = 0;
    size = 0;
  }

  private int index(int position) {
    return (head + position) & (ring.length - 1);
  }

  private void grow() {
    Object[] larger = new Object[ring.length * 2];
    int tail = ring.length - head;
    System.arraycopy(ring, head, larger, 0, tail);
    System.arraycopy(ring, 0, larger, tail, head);
    ring = larger;
    head = 0;
  }
}
