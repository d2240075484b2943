package dev.weft;

@FunctionalInterface
public interface AsyncFunction<A, T, X extends Exception> {

  Coroutine<T> apply(A argument) throws X;
}
