package dev.weft.weaver.harness;

import java.lang.reflect.InvocationTargetException;

/** How a run ended, as text: the value, or {@code EX:} with class and message of the failure. */
final class Outcome {

  private Outcome() {}

  static String of(Object value, Throwable failure) {
    return failure == null ? String.valueOf(value) : failed(failure);
  }

  static String failed(Throwable failure) {
    Throwable t = failure instanceof InvocationTargetException e ? e.getCause() : failure;
    return "EX:" + t.getClass().getName() + ":" + t.getMessage();
  }
}
