package dev.weft.weaver.analysis;

/**
 * A method cannot be woven: which rule, where, why, and what to do. Ends the work on the method.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String tag;
  private final int line;

  /**
   * @param tag the stable name of the rule
   * @param line the source line, or 0 when unknown
   * @param message fact, reason, remedy
   */
  public Refusal(String tag, int line, String message) {
    super(message);
    this.tag = tag;
    this.line = line;
  }

  public String tag() {
    return tag;
  }

  public int line() {
    return line;
  }
}
