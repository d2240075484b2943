package dev.weft;

import org.jspecify.annotations.Nullable;

/** Makes the tasks of a loop: see {@link EventLoop#setTaskFactory}. */
@FunctionalInterface
public interface TaskFactory {

  /** Makes a task of {@code loop} that runs {@code coroutine}. */
  <T extends @Nullable Object> Task<T> create(EventLoop loop, Coroutine<T> coroutine);
}
