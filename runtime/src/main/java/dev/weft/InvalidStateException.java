package dev.weft;

/**
 * A future was not in the state that the operation needs: its result was asked for before it was
 * done, or set after.
 */
public class InvalidStateException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** An exception that says what was asked and in what state the future was. */
  public InvalidStateException(String message) {
    super(message);
  }
}
