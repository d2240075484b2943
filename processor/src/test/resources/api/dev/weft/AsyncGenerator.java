package dev.weft;

public interface AsyncGenerator<T> {

  static <T> AsyncGenerator<T> end() {
    return new AsyncGenerator<>() {};
  }
}
