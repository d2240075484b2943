package dev.weft.linkage;

import dev.weft.Coroutine;

public abstract class CoroutineFrame<T> implements Coroutine<T> {

  public int state;

  protected abstract Object step(Driver driver, int depth) throws Throwable;

  protected String debugMetadata() {
    return "";
  }
}
