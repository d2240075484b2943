package dev.weft.sync;

import dev.weft.Coroutine;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks, first in, first out, with or without a limit: asyncio's {@code Queue}.
 *
 * <pre>{@code
 * AsyncQueue<String> jobs = new AsyncQueue<>(100);
 * Task<Void> worker = Weft.createTask(() -> work(jobs));
 * for (String name : names) {
 *   Await.of(jobs.put(name)); // waits while 100 are waiting
 * }
 * Await.of(jobs.join()); // all of them are done
 * worker.cancel();
 * }</pre>
 *
 * <p>where the worker is
 *
 * <pre>{@code
 * @Async
 * Coroutine<Void> work(AsyncQueue<String> jobs) {
 *   while (true) {
 *     String name = Await.of(jobs.get());
 *     try {
 *       handle(name);
 *     } finally {
 *       jobs.taskDone();
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A task that is cancelled while it waits has put or taken nothing: no item is lost. Use {@link
 * LifoQueue} or {@link PriorityQueue} for another order, {@link AsyncChannel} for a queue that ends
 * when its writers have closed it.
 *
 * @param <T> the type of the items
 */
public class AsyncQueue<T> {

  /*
   * Overview.
   *
   * The textbook's bounded buffer: slots are permits to put, stocked are permits to get. Whoever is
   * given one may still be cancelled before it acts; the permit then goes to the next, and the item
   * stays where it is, or is never put: nothing is lost and the order stays. An item whose permit
   * is on its way counts as in the queue, but is not there for anybody else.
   *
   *   slots.free + slots on their way + items in the queue == capacity, if there is a limit
   */

  /** What a queue is doing. */
  public record Statistics(int size, int waitingToGet, int waitingToPut, int unfinished) {}

  private final Queue<T> items;
  private final int capacity;
  private final Permits slots;
  private final Permits stocked = new Permits(0);
  private final AsyncEvent finished = new AsyncEvent();
  private int unfinished;
  private boolean shutDown;

  /** A queue without a limit. */
  public AsyncQueue() {
    this(0);
  }

  /** A queue of at most {@code capacity} items; with 0 or less without a limit. */
  public AsyncQueue(int capacity) {
    this(capacity, new ArrayDeque<>());
  }

  /** A queue that keeps its items in {@code items}, which decides on their order. */
  AsyncQueue(int capacity, Queue<T> items) {
    this.items = items;
    this.capacity = Math.max(0, capacity);
    this.slots = new Permits(capacity > 0 ? capacity : Integer.MAX_VALUE);
    finished.set();
  }

  /**
   * Waits until there is room and puts an item.
   *
   * @throws QueueShutDownException at the await, if the queue is or gets shut down
   */
  public final Coroutine<@Nullable Void> put(T item) {
    Objects.requireNonNull(item, "item");
    return new Acquisition<@Nullable Void>(slots) {
      @Override
      public @Nullable Void get() {
        add(item);
        return null;
      }
    };
  }

  /**
   * Puts an item without waiting.
   *
   * @throws QueueFullException if there is no room, or it is promised to those who wait
   * @throws QueueShutDownException if the queue was shut down
   */
  public final void putNow(T item) {
    Objects.requireNonNull(item, "item");
    requireNotShutDown();
    if (!slots.tryAcquire()) {
      throw new QueueFullException();
    }
    add(item);
  }

  private void add(T item) {
    requireNotShutDown();
    try {
      items.add(item);
    } catch (Throwable brokenOrder) { // the items' comparator may be anybody's
      slots.release();
      throw brokenOrder;
    }
    unfinished++;
    finished.clear();
    stocked.release();
  }

  /**
   * Waits for an item and takes it.
   *
   * @throws QueueShutDownException at the await, if the queue is or gets shut down and is empty
   */
  public final Coroutine<T> get() {
    return new Acquisition<T>(stocked) {
      @Override
      public T get() {
        return take();
      }
    };
  }

  /**
   * Takes an item without waiting.
   *
   * @throws QueueEmptyException if there is none, or it is promised to those who wait
   * @throws QueueShutDownException if the queue was shut down and is empty
   */
  public final T getNow() {
    if (!stocked.tryAcquire() && !(shutDown && items.isEmpty())) {
      throw new QueueEmptyException();
    }
    return take();
  }

  private T take() {
    if (items.isEmpty()) {
      throw new QueueShutDownException();
    }
    T item = items.remove();
    slots.release();
    return item;
  }

  private void requireNotShutDown() {
    if (shutDown) {
      throw new QueueShutDownException();
    }
  }

  /**
   * Says that an item that was taken has been worked on.
   *
   * @throws IllegalStateException if it was called more often than items were put
   */
  public final void taskDone() {
    if (unfinished == 0) {
      throw new IllegalStateException("taskDone() called too many times: once per item");
    }
    finish(1);
  }

  private void finish(int count) {
    unfinished -= count;
    if (unfinished == 0) {
      finished.set();
    }
  }

  /** Waits until {@link #taskDone} was called for every item that was put. */
  public final Coroutine<@Nullable Void> join() {
    return finished.await();
  }

  /**
   * Ends the queue: nothing can be put any more, and when it is empty nothing can be taken; all who
   * wait in vain fail.
   *
   * @param immediate whether what is in the queue is dropped and counts as worked on
   */
  public final void shutdown(boolean immediate) {
    shutDown = true;
    if (immediate) {
      int dropped = items.size();
      items.clear();
      finish(Math.min(dropped, unfinished)); // taskDone() may have come before the get
    }
    stocked.close();
    slots.close();
  }

  /** How many items are in the queue. */
  public final int size() {
    return items.size();
  }

  /** Whether there is no item in the queue. */
  public final boolean isEmpty() {
    return items.isEmpty();
  }

  /** Whether there is no room. */
  public final boolean isFull() {
    return capacity > 0 && items.size() >= capacity;
  }

  /** The limit; 0 for none. */
  public final int capacity() {
    return capacity;
  }

  /** A snapshot: items, tasks that wait to get and to put, items put and not yet worked on. */
  public final Statistics statistics() {
    return new Statistics(items.size(), stocked.waiting(), slots.waiting(), unfinished);
  }
}
