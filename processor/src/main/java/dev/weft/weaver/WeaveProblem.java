package dev.weft.weaver;

/**
 * Something the weaver has to say about a method: an error (in {@link WeaveException}) or a warning
 * (in {@link WovenNest}).
 *
 * @param tag the stable name of the rule, such as {@code AsyncInSynchronized}
 * @param className the internal name of the class
 * @param method the name of the method
 * @param line the line of the source file, or 0 when unknown
 * @param message fact, reason, remedy; without the tag
 */
public record WeaveProblem(String tag, String className, String method, int line, String message) {

  /** All of it in one line, for those who have no source to point into. */
  public String describe() {
    String place = method.isEmpty() ? className : className + "." + method;
    String position = line == 0 ? "" : ", line " + line;
    return place.replace('/', '.') + position + ": [" + tag + "] " + message;
  }

  /** The weaver itself failed; the method is not to blame. */
  static WeaveProblem bug(String className, String method, RuntimeException cause) {
    return new WeaveProblem(
        "WeaverBug",
        className,
        method,
        0,
        "the weaver failed on this method: " + cause + ". Please report it with the class file.");
  }
}
