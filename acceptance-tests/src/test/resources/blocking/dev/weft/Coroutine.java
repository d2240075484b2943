package dev.weft;

/** Stand-in for the real one: the result of a method that has run. */
public interface Coroutine<T> extends Awaitable<T> {

  static <T> Coroutine<T> of(T value) {
    return () -> value;
  }

  static Coroutine<Void> done() {
    return () -> null;
  }
}
