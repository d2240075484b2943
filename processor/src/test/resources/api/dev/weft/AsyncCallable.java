package dev.weft;

@FunctionalInterface
public interface AsyncCallable<T, X extends Exception> {

  Coroutine<T> call() throws X;
}
