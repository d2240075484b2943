package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Produces a value of an {@link AsyncGenerator}, and pauses the generator until the next one is
 * asked for.
 *
 * <pre>{@code
 * @Async
 * static AsyncGenerator<Integer> ticks(Duration pause) {
 *   try {
 *     for (int i = 0; ; i++) {
 *       Yield.of(i);
 *       Await.of(Weft.sleep(pause));
 *     }
 *   } finally {
 *     System.out.println("closed"); // when the consumer wants no more
 *   }
 * }
 * }</pre>
 *
 * <p>The Weft processor replaces these calls; they never run.
 */
public final class Yield {

  private Yield() {}

  /**
   * Hands {@code value} to the consumer. It must be of the generator's type, which the processor
   * checks.
   *
   * @throws GeneratorExit when the consumer closes the generator here
   */
  public static void of(@Nullable Object value) {
    throw Unwoven.call("Yield.of", Yield.class);
  }
}
