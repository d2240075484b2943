package dev.weft;

public interface Task<T> extends Awaitable<T> {

  boolean cancel();
}
