package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * An async body without parameters, usually a lambda, which is then an async method itself.
 *
 * @param <T> the type of the result
 * @param <X> what the body throws; inferred from a lambda's body
 */
@FunctionalInterface
public interface AsyncCallable<T extends @Nullable Object, X extends Exception> {

  /** Makes the coroutine; nothing of the body has run yet. */
  Coroutine<T> call() throws X;
}
