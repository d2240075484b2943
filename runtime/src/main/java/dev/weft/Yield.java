package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Produces a value of an {@link AsyncGenerator}, and pauses the generator until the next one is
 * asked for.
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
