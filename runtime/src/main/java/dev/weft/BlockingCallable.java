package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Plain code that may block its thread, for {@link Weft#toThread} and {@link
 * EventLoop#runInExecutor}.
 *
 * @param <T> the type of the result
 * @param <X> what the code throws; inferred from a lambda's body
 */
@FunctionalInterface
public interface BlockingCallable<T extends @Nullable Object, X extends Exception> {

  /** Does the work, on a thread that may wait. */
  T call() throws X;
}
