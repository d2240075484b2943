package dev.weft.sync;

/** A queue was shut down: nothing can be put, and there is nothing more to get. */
public class QueueShutDownException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** An exception that says so. */
  public QueueShutDownException() {
    super("the queue was shut down");
  }
}
