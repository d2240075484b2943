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

  /**
   * What the property {@code weft.debug} asks for.
   *
   * @param debug its value; null stands for none, which is as good as {@code false}
   */
  public static WeaveOptions fromProperty(String debug) {
    return new WeaveOptions(debug != null && !debug.equals("false"));
  }
}
