package dev.weft;

import java.util.List;

/**
 * The failures of a {@link TaskGroup#runCollecting}: of its tasks and of its body. asyncio's {@code
 * ExceptionGroup}.
 */
public class AsyncGroupException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<Throwable> failures;

  /** A group of failures, the first one first. */
  public AsyncGroupException(List<? extends Throwable> failures) {
    super("unhandled failures in a TaskGroup: " + failures, failures.get(0));
    this.failures = List.copyOf(failures);
    failures.stream().skip(1).forEach(this::addSuppressed);
  }

  /** The failures, in the order in which they happened. Not kept by serialization. */
  public List<Throwable> failures() {
    return failures;
  }
}
