package dev.weft.benchmarks;

/** Work that hardly ever suspends; JMH measures it. Each method returns a checksum. */
public interface Calls {

  /** Takes every suspension of the methods below a few times, as a real program does. */
  default void pollute() {}

  /**
   * Recursive Fibonacci: a call and an await per number.
   *
   * @param yieldAt the leaf that suspends, for {@link #pollute}; -1 for none
   */
  default long fib(int n, int yieldAt) {
    throw new UnsupportedOperationException();
  }

  /** Awaits a future that is done. */
  default long awaitDone(int times) {
    throw new UnsupportedOperationException();
  }

  /** Awaits what one of three implementations of an interface returns. */
  default long awaitObject(int times) {
    throw new UnsupportedOperationException();
  }

  /** Puts coroutines of three kinds into an array and awaits them from there. */
  default long awaitStored(int times) {
    throw new UnsupportedOperationException();
  }

  /** Reads from a buffer that suspends once per 1,024 values. */
  default long readBuffered(int times) {
    throw new UnsupportedOperationException();
  }

  /** Multiplies and sums two arrays in a loop that stands beside an await, {@code rounds} times. */
  default long numericBeside(int[] a, int[] b, int rounds) {
    throw new UnsupportedOperationException();
  }

  /** Multiplies and sums two arrays in a loop inside a loop with an await, {@code rounds} times. */
  default long numericInside(int[] a, int[] b, int rounds) {
    throw new UnsupportedOperationException();
  }
}
