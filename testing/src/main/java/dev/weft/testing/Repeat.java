package dev.weft.testing;

/** Runs a test several times, each time on a new {@link TestLoop}, and finds what one run hides. */
public final class Repeat {

  private Repeat() {}

  /**
   * Runs {@code test} {@code count} times, each time with the callbacks of each pass in another
   * random order. The orders are the same whenever it is called; a failure tells its seed, and
   * {@code -Dweft.seed=17}, say, runs that one alone.
   *
   * @throws Exception what the test throws
   */
  public static void withSeeds(int count, TestBody test) throws Exception {
    for (long seed : Seeds.first(count).toArray()) {
      run(new TestLoop(TestOptions.standard().withSeed(seed)), test);
    }
  }

  /**
   * Runs {@code test} again and again and cancels what it gives to {@link TestLoop#runCancelling}:
   * in the first run in the first pass that finds it suspended, in the second run in the second
   * such pass, and so on, until it ends before that. So it is cancelled at each of its awaits,
   * while it waits and when it is about to go on alike.
   *
   * <pre>{@code
   * Repeat.cancellingEachAwait(
   *     loop -> {
   *       Account from = new Account(100);
   *       Account to = new Account(0);
   *       loop.runCancelling(() -> transfer(from, to, 10));
   *       assertEquals(100, from.balance + to.balance);
   *     });
   * }</pre>
   *
   * @return how many runs were cancelled
   * @throws Exception what the test throws
   * @throws IllegalStateException if the test does not call {@code runCancelling}
   */
  public static int cancellingEachAwait(TestBody test) throws Exception {
    int cancelled = 0;
    while (true) {
      Cancelling cancelling = new Cancelling(cancelled + 1);
      run(new TestLoop(TestOptions.standard(), cancelling), test);
      if (!cancelling.hasCancelled()) {
        return cancelled;
      }
      cancelled++;
    }
  }

  private static void run(TestLoop loop, TestBody test) throws Exception {
    try (loop) {
      test.run(loop);
    } catch (Throwable failure) {
      Seeds.note(failure, loop);
      throw failure;
    }
  }
}
