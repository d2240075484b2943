package dev.weft.internal.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {

  private static final class Alarm implements Timer {
    final long deadline;
    final long sequence;
    boolean cancelled;

    Alarm(long deadline, long sequence) {
      this.deadline = deadline;
      this.sequence = sequence;
    }

    @Override
    public long deadlineNanos() {
      return deadline;
    }

    @Override
    public long sequence() {
      return sequence;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  private final TimerHeap<Alarm> heap = new TimerHeap<>();
  private final List<Alarm> all = new ArrayList<>();

  private Alarm add(long deadline) {
    Alarm alarm = new Alarm(deadline, all.size());
    all.add(alarm);
    heap.add(alarm);
    return alarm;
  }

  private void cancel(Alarm alarm) {
    alarm.cancelled = true;
    heap.noteCancelled();
  }

  @Test
  void timersComeOutByDeadline_equalOnesInOrderOfAdding() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      add(random.nextInt(300));
    }
    all.sort(Comparator.comparingLong(alarm -> alarm.deadline)); // stable
    for (Alarm expected : all) {
      assertSame(expected, heap.pollDue(Long.MAX_VALUE));
    }
    assertNull(heap.pollDue(Long.MAX_VALUE));
  }

  @Test
  void randomCancellations_leaveExactlyTheOthersInOrder() {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      add(random.nextInt(1_000));
      Alarm victim = all.get(random.nextInt(all.size()));
      if (!victim.cancelled && random.nextInt(3) > 0) {
        cancel(victim);
      }
    }
    all.removeIf(alarm -> alarm.cancelled);
    all.sort(Comparator.comparingLong(alarm -> alarm.deadline));
    for (Alarm expected : all) {
      assertSame(expected, heap.pollDue(Long.MAX_VALUE));
    }
    assertNull(heap.peek());
  }

  @Test
  void pollDue_leavesWhatIsNotDue() {
    Alarm later = add(20);
    Alarm now = add(10);
    assertSame(now, heap.pollDue(10));
    assertNull(heap.pollDue(19));
    assertSame(later, heap.peek());
  }

  /** asyncio semantics 8. */
  @Test
  void cancelledTimers_areDroppedAtTheHead() {
    Alarm first = add(1);
    Alarm second = add(2);
    cancel(first);
    assertSame(second, heap.peek());
    assertEquals(1, heap.size());
  }

  /** asyncio semantics 8. */
  @Test
  void mostlyCancelledTimers_areDroppedTogether() {
    for (int i = 0; i < 1_000; i++) {
      add(i);
    }
    for (int i = 999; i >= 400; i--) {
      cancel(all.get(i));
    }
    assertTrue(heap.size() < 600, "size " + heap.size());
    assertSame(all.get(0), heap.peek());
  }

  @Test
  void fewTimers_areNotWorthDropping() {
    add(1);
    for (int i = 0; i < 50; i++) {
      cancel(add(2));
    }
    assertEquals(51, heap.size());
  }
}
