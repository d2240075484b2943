package dev.weft;

public final class Weft {

  private Weft() {}

  public static <T, X extends Exception> T run(AsyncCallable<T, X> main) throws X {
    throw new IllegalStateException();
  }
}
