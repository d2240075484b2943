package dev.weft.internal.loop;

import org.jspecify.annotations.Nullable;

/** What to do with a throwable that has reached the loop. */
public final class Failures {

  private Failures() {}

  /**
   * Whether the loop must not go on: the virtual machine itself is in trouble. A stack overflow is
   * not such a case: it is one body's, and the stack is whole again when it is caught.
   */
  public static boolean isFatal(@Nullable Throwable failure) {
    return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
  }

  /** Throws {@code failure} itself, checked or not. Never returns; typed for {@code throw}. */
  @SuppressWarnings("unchecked") // the cast is erased
  public static <X extends Throwable> RuntimeException sneak(Throwable failure) throws X {
    throw (X) failure;
  }
}
