package dev.weft.weaver;

import java.util.List;

/**
 * How one async method is woven.
 *
 * @param className the internal name of its class
 * @param method its name
 * @param descriptor its descriptor
 * @param stateMachine the internal name of its state-machine class
 * @param fields how many fields that class has for arguments and for what is kept
 * @param codeBefore the size of its code in bytes as the compiler wrote it
 * @param codeAfter the size of its woven body
 * @param states where it may suspend, in the order of its code
 */
public record MethodExplanation(
    String className,
    String method,
    String descriptor,
    String stateMachine,
    int fields,
    int codeBefore,
    int codeAfter,
    List<State> states) {

  /**
   * A place where the method may suspend.
   *
   * @param number the state while it does; positive inside a try, negative outside
   * @param line the source line, or 0 when unknown
   * @param awaited what is waited for
   * @param kept what is kept meanwhile
   */
  public record State(int number, int line, String awaited, List<Kept> kept) {}

  /**
   * A value that is kept while the method is suspended.
   *
   * @param name the variable, or what else it is
   * @param type its type as the verifier knows it
   * @param reason why it is kept
   */
  public record Kept(String name, String type, String reason) {}
}
