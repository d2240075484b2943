package dev.weft.internal.queue;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hands what any thread posts to the one thread that drains, in order of posting. */
public final class Mailbox {

  /*
   * Overview.
   *
   * A Treiber stack through the items themselves: posting is one compare-and-set and allocates
   * nothing; draining takes the whole stack at once and turns it round. Nothing is ever popped
   * singly, so there is no ABA problem.
   *
   * Successful compare-and-sets order the posts of all threads; the drained order is that order.
   */

  /** Something that can be posted, once. */
  public abstract static class Item implements Scheduled {
    private @Nullable Item next; // written before posting, then by the draining thread

    /** For subclasses. */
    protected Item() {}
  }

  private final AtomicReference<@Nullable Item> top = new AtomicReference<>();

  /** Posts an item. Any thread. */
  public void post(Item item) {
    Item below;
    do {
      below = top.get();
      item.next = below;
    } while (!top.compareAndSet(below, item));
  }

  /** Whether nothing was posted since the last drain. Any thread. */
  public boolean isEmpty() {
    return top.get() == null;
  }

  /** Moves everything posted so far into {@code queue}, oldest first. The queue's thread only. */
  public void drainTo(ReadyQueue queue) {
    if (isEmpty()) {
      return;
    }
    Item item = reverse(top.getAndSet(null));
    while (item != null) {
      Item next = item.next;
      item.next = null;
      queue.add(item);
      item = next;
    }
  }

  private static @Nullable Item reverse(@Nullable Item newest) {
    Item oldest = null;
    Item item = newest;
    while (item != null) {
      Item next = item.next;
      item.next = oldest;
      oldest = item;
      item = next;
    }
    return oldest;
  }
}
