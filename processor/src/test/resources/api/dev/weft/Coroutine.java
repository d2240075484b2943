package dev.weft;

public interface Coroutine<T> extends Awaitable<T> {

  static <T> Coroutine<T> of(T value) {
    return new Coroutine<>() {};
  }

  static Coroutine<Void> done() {
    return new Coroutine<>() {};
  }
}
