package dev.weft.sync;

import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import java.util.BitSet;
import java.util.concurrent.BrokenBarrierException;

/**
 * Lets a fixed number of tasks wait for each other, again and again: asyncio's {@code Barrier}.
 *
 * <pre>{@code
 * for (int round = 0; round < rounds; round++) {
 *   Await.of(compute(round));
 *   int number = Await.of(barrier.await()); // nobody is past this before all have come
 *   if (number == 0) {
 *     log.add("round " + round); // one of them says so
 *   }
 * }
 * }</pre>
 */
public final class AsyncBarrier {

  /** What a barrier is doing. */
  public record Statistics(int parties, int waiting, boolean broken) {}

  /** Those who pass the barrier together. */
  private static final class Generation {
    final WaitQueue waiters = new WaitQueue();
    final BitSet arrived = new BitSet(); // the numbers of those who wait, or pass
    boolean complete;
  }

  private final int parties;
  private Generation current = new Generation();
  private boolean broken;

  /**
   * A barrier for {@code parties} tasks.
   *
   * @throws IllegalArgumentException if {@code parties} is less than 1
   */
  public AsyncBarrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("parties must be >= 1, not " + parties);
    }
    this.parties = parties;
  }

  /**
   * Waits until as many tasks wait as there are parties. A task that is cancelled while it waits
   * does not count.
   *
   * @return a different number for each of them, from 0
   * @throws BrokenBarrierException if the barrier is or gets aborted, or is reset meanwhile
   */
  @Async
  public Coroutine<Integer> await() throws BrokenBarrierException {
    requireWhole();
    Generation generation = current;
    int index = generation.arrived.nextClearBit(0);
    generation.arrived.set(index);
    if (generation.arrived.cardinality() == parties) {
      generation.complete = true;
      current = new Generation();
      generation.waiters.wakeAll();
    } else {
      Await.of(awaitOthers(generation, index));
    }
    return Coroutine.of(index);
  }

  @Async
  private Coroutine<Void> awaitOthers(Generation generation, int index)
      throws BrokenBarrierException {
    boolean passed;
    try {
      passed = Await.of(generation.waiters.turn());
    } catch (CancelledError cancelled) {
      if (!generation.complete) {
        generation.arrived.clear(index);
      }
      throw cancelled;
    }
    if (!passed) {
      throw new BrokenBarrierException("Abort or reset of barrier");
    }
    return Coroutine.done();
  }

  private void requireWhole() throws BrokenBarrierException {
    if (broken) {
      throw new BrokenBarrierException("Barrier aborted: reset it first");
    }
  }

  /** Empties the barrier and makes it whole: those who wait get {@code BrokenBarrierException}. */
  public void reset() {
    broken = false;
    dismissCurrent();
  }

  /** Breaks the barrier, until it is reset: all who wait or come fail. */
  public void abort() {
    broken = true;
    dismissCurrent();
  }

  private void dismissCurrent() {
    Generation dismissed = current;
    dismissed.complete = true;
    current = new Generation();
    dismissed.waiters.dismissAll();
  }

  /** How many tasks it takes to pass. */
  public int parties() {
    return parties;
  }

  /** Whether the barrier was aborted. */
  public boolean isBroken() {
    return broken;
  }

  /** A snapshot: how many parties there are, how many of them wait, whether it is broken. */
  public Statistics statistics() {
    return new Statistics(parties, current.arrived.cardinality(), broken);
  }
}
