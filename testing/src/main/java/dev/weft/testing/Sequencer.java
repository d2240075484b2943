package dev.weft.testing;

import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.Held;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes parts of several tasks run in an order that the test chooses: first the one that takes turn
 * 0, then turn 1, and so on.
 *
 * <pre>{@code
 * @Async
 * private Coroutine<Void> inTurn(String name, int position) {
 *   try (var turn = Await.of(sequencer.turn(position))) {
 *     log.add(name);
 *   }
 *   return Coroutine.done();
 * }
 *
 * @AsyncTest
 * void turns_decideTheOrder(TestLoop loop) {
 *   loop.run(() -> Coroutine.of(Await.of(Weft.gather(inTurn("b", 1), inTurn("a", 0)))));
 *   assertEquals(List.of("a", "b"), log);
 * }
 * }</pre>
 */
public final class Sequencer {

  private final Map<Integer, AsyncEvent> begins = new HashMap<>();
  private final Set<Integer> taken = new HashSet<>();
  private boolean broken;

  /** No turn has been taken. */
  public Sequencer() {}

  /**
   * Waits until turn {@code position - 1} has ended; ends this turn when it is closed. If a task
   * that waits for its turn is cancelled, all others fail.
   *
   * @param position from 0
   * @throws IllegalStateException at the await, if the turn was taken before, or can no longer come
   */
  @Async
  public Coroutine<Held> turn(int position) {
    if (!taken.add(position)) {
      throw new IllegalStateException("turn " + position + " was taken before");
    }
    requireWhole();
    if (position > 0) {
      Await.of(untilBegin(position));
    }
    requireWhole();
    return Coroutine.of(() -> begin(position + 1).set());
  }

  @Async
  private Coroutine<Void> untilBegin(int position) {
    try {
      return Coroutine.of(Await.of(begin(position).await()));
    } catch (CancelledError cancelled) {
      broken = true;
      begins.values().forEach(AsyncEvent::set);
      throw cancelled;
    }
  }

  private AsyncEvent begin(int position) {
    return begins.computeIfAbsent(position, any -> new AsyncEvent());
  }

  private void requireWhole() {
    if (broken) {
      throw new IllegalStateException("a task that waited for its turn was cancelled");
    }
  }
}
