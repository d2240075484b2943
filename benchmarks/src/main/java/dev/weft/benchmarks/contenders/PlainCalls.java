package dev.weft.benchmarks.contenders;

import dev.weft.benchmarks.Calls;

/** Plain Java that cannot suspend: the floor. */
public final class PlainCalls implements Calls {

  private int suspensions;

  @Override
  public void pollute() {
    for (int i = 0; i < 20; i++) {
      fib(8, 0);
      fib(8, 1);
    }
  }

  @Override
  public long fib(int n, int yieldAt) {
    return fibonacci(n, yieldAt);
  }

  private int fibonacci(int n, int yieldAt) {
    if (n < 2) {
      if (n == yieldAt) {
        suspensions++;
      }
      return n;
    }
    return fibonacci(n - 1, yieldAt) + fibonacci(n - 2, yieldAt);
  }

  @Override
  public long readBuffered(int times) {
    byte[] bytes = new byte[1024];
    int position = 0;
    long sum = 0;
    for (int i = 0; i < times; i++) {
      if (position == bytes.length) {
        suspensions++;
        position = 0;
      }
      sum += bytes[position++];
    }
    return sum;
  }

  @Override
  public long numericBeside(int[] a, int[] b, int rounds) {
    return numericInside(a, b, rounds);
  }

  private static int multiply(int[] a, int[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public long numericInside(int[] a, int[] b, int rounds) {
    int sum = 0;
    for (int round = 0; round < rounds; round++) {
      sum += multiply(a, b);
    }
    return sum;
  }
}
