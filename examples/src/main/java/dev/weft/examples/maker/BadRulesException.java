package dev.weft.examples.maker;

/** A rule file that cannot be followed. */
final class BadRulesException extends Exception {

  private static final long serialVersionUID = 1;

  BadRulesException(String message) {
    super(message);
  }
}
