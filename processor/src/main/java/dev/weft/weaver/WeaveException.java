package dev.weft.weaver;

import java.util.List;

/** A nest cannot be woven; nothing of it was. */
public final class WeaveException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<WeaveProblem> problems;

  public WeaveException(List<WeaveProblem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  /** All the reasons, in the order of the class files. */
  public List<WeaveProblem> problems() {
    return problems;
  }
}
