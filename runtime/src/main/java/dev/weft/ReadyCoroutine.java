package dev.weft;

import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import org.jspecify.annotations.Nullable;

/** A coroutine that completes with a given value in its first step. */
final class ReadyCoroutine<T extends @Nullable Object> extends CoroutineFrame<T> {

  private final T value;

  ReadyCoroutine(T value) {
    this.value = value;
  }

  @Override
  protected T step(Driver driver, int depth) {
    return value;
  }
}
