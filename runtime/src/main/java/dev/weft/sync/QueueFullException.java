package dev.weft.sync;

/** There is no room to put something without waiting. */
public class QueueFullException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** An exception that says so. */
  public QueueFullException() {
    super("the queue has no room now: await put()");
  }
}
