package dev.weft.sync;

import java.util.ArrayDeque;
import java.util.Collections;

/**
 * A queue that gives the newest item first: asyncio's {@code LifoQueue}.
 *
 * @param <T> the type of the items
 */
public final class LifoQueue<T> extends AsyncQueue<T> {

  /** A queue without a limit. */
  public LifoQueue() {
    this(0);
  }

  /** A queue of at most {@code capacity} items; with 0 or less without a limit. */
  public LifoQueue(int capacity) {
    super(capacity, Collections.asLifoQueue(new ArrayDeque<>()));
  }
}
