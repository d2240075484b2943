package dev.weft.weaver;

/**
 * How to weave.
 *
 * @param keepNamedVariables whether an await keeps every named variable that is in scope, for
 *     debuggers; else it keeps what may still be read
 */
public record WeaveOptions(boolean keepNamedVariables) {

  /** What users get who ask for nothing. */
  public static final WeaveOptions DEFAULT = new WeaveOptions(false);
}
