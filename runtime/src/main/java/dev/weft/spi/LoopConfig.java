package dev.weft.spi;

import dev.weft.internal.io.SelectorPoller;
import java.nio.channels.spi.SelectorProvider;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a loop is built on. Begin with {@link #standard} and change what differs.
 *
 * <pre>{@code
 * LoopConfig config = LoopConfig.standard().withYieldBudget(0); // as asyncio has none
 * try (Runner runner = new Runner(() -> EventLoop.create(config))) {
 *   log.add(runner.run(greet("ada")));
 * }
 * }</pre>
 *
 * @param clock what the time is
 * @param poller makes what waits for I/O
 * @param order the order within a pass; null for first in, first out
 * @param yieldBudget how many awaits of something ready a step may pass before it yields to the
 *     loop, so that none starves it; 0 for no limit, as in asyncio
 * @param resolver looks up host names
 * @param provider opens the sockets of connections, servers and datagrams: the system's, or a
 *     test's own, which the poller must know then
 */
public record LoopConfig(
    LoopClock clock,
    Supplier<? extends Poller> poller,
    @Nullable ReadyOrder order,
    int yieldBudget,
    Resolver resolver,
    SelectorProvider provider) {

  /** What {@link dev.weft.EventLoop#create()} uses. */
  public static LoopConfig standard() {
    return new LoopConfig(
        LoopClock.system(),
        SelectorPoller::open,
        null,
        1_000,
        Resolver.system(),
        SelectorProvider.provider());
  }

  /** This configuration with another clock. */
  public LoopConfig withClock(LoopClock clock) {
    return new LoopConfig(clock, poller, order, yieldBudget, resolver, provider);
  }

  /** This configuration with another poller. */
  public LoopConfig withPoller(Supplier<? extends Poller> poller) {
    return new LoopConfig(clock, poller, order, yieldBudget, resolver, provider);
  }

  /** This configuration with another order within a pass. */
  public LoopConfig withOrder(@Nullable ReadyOrder order) {
    return new LoopConfig(clock, poller, order, yieldBudget, resolver, provider);
  }

  /** This configuration with another limit on ready awaits; 0 for none. */
  public LoopConfig withYieldBudget(int yieldBudget) {
    return new LoopConfig(clock, poller, order, yieldBudget, resolver, provider);
  }

  /** This configuration with another way to look up host names. */
  public LoopConfig withResolver(Resolver resolver) {
    return new LoopConfig(clock, poller, order, yieldBudget, resolver, provider);
  }

  /** This configuration with another source of sockets. */
  public LoopConfig withProvider(SelectorProvider provider) {
    return new LoopConfig(clock, poller, order, yieldBudget, resolver, provider);
  }
}
