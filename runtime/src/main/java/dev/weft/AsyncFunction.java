package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * An async body with one parameter, usually a lambda, which is then an async method itself.
 *
 * @param <A> the type of the argument
 * @param <T> the type of the result
 * @param <X> what the body throws; inferred from a lambda's body
 */
@FunctionalInterface
public interface AsyncFunction<
    A extends @Nullable Object, T extends @Nullable Object, X extends Exception> {

  /** Makes the coroutine; nothing of the body has run yet. */
  Coroutine<T> apply(A argument) throws X;
}
