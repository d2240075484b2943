package dev.weft;

@FunctionalInterface
public interface BlockingCallable<T, X extends Exception> {

  T call() throws X;
}
