package dev.weft;

public final class Weft {

  private Weft() {}

  public static <T, X extends Exception> T run(AsyncCallable<T, X> main) throws X {
    throw new IllegalStateException();
  }

  public static <T> T run(Coroutine<T> main) {
    throw new IllegalStateException();
  }

  public static <T, X extends Exception> Coroutine<T> toThread(BlockingCallable<T, X> work)
      throws X {
    throw new IllegalStateException();
  }

  public static <T> Task<T> createTask(Coroutine<T> coroutine) {
    throw new IllegalStateException();
  }

  public static Coroutine<Void> sleep(java.time.Duration delay) {
    throw new IllegalStateException();
  }
}
