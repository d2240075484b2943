package dev.weft.testing;

/** A test that {@link Repeat} runs several times, each time on a new loop. */
@FunctionalInterface
public interface TestBody {

  /** Runs the test once; the loop is closed, and checked for leaks, after it. */
  void run(TestLoop loop) throws Exception;
}
