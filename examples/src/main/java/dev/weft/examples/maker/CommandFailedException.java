package dev.weft.examples.maker;

/** A command that ended with another exit code than 0. */
final class CommandFailedException extends Exception {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  CommandFailedException(String rule, int exitCode) {
    super(rule + " failed with exit code " + exitCode);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
