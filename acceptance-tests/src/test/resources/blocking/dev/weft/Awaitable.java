package dev.weft;

/** Stand-in for the real one: something whose result is there. */
public interface Awaitable<T> {

  T blockingGet();
}
