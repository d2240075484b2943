package dev.weft.testing;

import dev.weft.spi.LoopConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link TestLoop} behaves. Begin with {@link #standard} and change what differs.
 *
 * <pre>{@code
 * TestOptions options = TestOptions.standard().withSeed(17L).withLimit(Duration.ofDays(30));
 * try (TestLoop loop = new TestLoop(options)) {
 *   loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofDays(7)))));
 * }
 * }</pre>
 *
 * @param loop what the loop is built on; its clock and order are replaced
 * @param seed shuffles the callbacks of each pass; null for first in, first out
 * @param limit how much virtual time one run may take; more than zero
 * @param patience how much real time a run may wait for something outside the loop; more than zero
 */
public record TestOptions(LoopConfig loop, @Nullable Long seed, Duration limit, Duration patience) {

  /** First in, first out; an hour of virtual time; ten seconds of patience. */
  public static TestOptions standard() {
    return new TestOptions(
        LoopConfig.standard(), null, Duration.ofHours(1), Duration.ofSeconds(10));
  }

  /** These options with another base, to count awaits as asyncio does ({@code yieldBudget}) say. */
  public TestOptions withLoop(LoopConfig loop) {
    return new TestOptions(loop, seed, limit, patience);
  }

  /** These options with the order that {@code seed} gives; null for first in, first out. */
  public TestOptions withSeed(@Nullable Long seed) {
    return new TestOptions(loop, seed, limit, patience);
  }

  /** These options with another limit of virtual time. */
  public TestOptions withLimit(Duration limit) {
    return new TestOptions(loop, seed, limit, patience);
  }

  /** These options with more or less patience, in real time. */
  public TestOptions withPatience(Duration patience) {
    return new TestOptions(loop, seed, limit, patience);
  }
}
