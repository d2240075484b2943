package dev.weft.sync;

import java.util.NoSuchElementException;

/** There is nothing to get without waiting. */
public class QueueEmptyException extends NoSuchElementException {

  private static final long serialVersionUID = 1;

  /** An exception that says so. */
  public QueueEmptyException() {
    super("the queue has no item to give now: await get()");
  }
}
