package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsyncQueueTest {

  @Async
  private static Coroutine<Void> settle() {
    for (int i = 0; i < 5; i++) {
      Await.of(Weft.sleep(Duration.ZERO));
    }
    return Coroutine.done();
  }

  @Test
  void items_comeInTheQueuesOrder() {
    assertEquals(List.of(3, 1, 2), takeAll(new AsyncQueue<>(), 3, 1, 2));
    assertEquals(List.of(2, 1, 3), takeAll(new LifoQueue<>(), 3, 1, 2));
    assertEquals(List.of(1, 2, 3), takeAll(PriorityQueue.ofComparable(0), 3, 1, 2));
    assertEquals(
        List.of(3, 2, 1), takeAll(PriorityQueue.ordered(0, Comparator.reverseOrder()), 3, 1, 2));
  }

  private static List<Integer> takeAll(AsyncQueue<Integer> queue, Integer... items) {
    return VirtualTime.run(
        () -> {
          for (Integer item : items) {
            Await.of(queue.put(item));
          }
          List<Integer> taken = new ArrayList<>();
          while (!queue.isEmpty()) {
            taken.add(Await.of(queue.get()));
          }
          return Coroutine.of(taken);
        });
  }

  @Test
  void get_waitsForAnItem() {
    VirtualTime.run(
        () -> {
          AsyncQueue<String> queue = new AsyncQueue<>();
          assertThrows(QueueEmptyException.class, queue::getNow);
          Task<String> getter = Weft.createTask(queue.get());
          Await.of(settle());
          assertFalse(getter.isDone());
          queue.putNow("x");
          assertEquals(1, queue.size());
          assertThrows(QueueEmptyException.class, queue::getNow, "promised to the getter");
          assertEquals("x", Await.of(getter));
          return Coroutine.done();
        });
  }

  @Test
  void put_waitsForRoom() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>(1);
          assertEquals(1, queue.capacity());
          Await.of(queue.put(1));
          assertTrue(queue.isFull());
          assertThrows(QueueFullException.class, () -> queue.putNow(2));
          Task<Void> second = Weft.createTask(queue.put(2));
          Task<Void> third = Weft.createTask(queue.put(3));
          Await.of(settle());
          assertEquals(new AsyncQueue.Statistics(1, 0, 2, 1), queue.statistics());
          assertEquals(1, Await.of(queue.get()));
          assertEquals(2, Await.of(queue.get()));
          assertTrue(second.isDone());
          assertEquals(3, Await.of(queue.get()));
          assertTrue(third.isDone());
          return Coroutine.done();
        });
  }

  /** asyncio case 109. */
  @Test
  void itemThatCannotBePut_takesNoRoom() {
    VirtualTime.run(
        () -> {
          AsyncQueue<String> queue = PriorityQueue.ordered(2, AsyncQueueTest::refuseBad);
          queue.putNow("a");
          assertThrows(NullPointerException.class, () -> queue.putNow(null));
          try {
            Await.of(queue.put(null));
            fail();
          } catch (NullPointerException expected) {
            assertEquals(1, queue.size());
          }
          assertThrows(IllegalArgumentException.class, () -> queue.putNow("bad"));
          queue.putNow("b");
          assertThrows(QueueFullException.class, () -> queue.putNow("c"));
          assertEquals(2, queue.statistics().unfinished());
          return Coroutine.done();
        });
  }

  private static int refuseBad(String a, String b) {
    if (a.equals("bad")) {
      throw new IllegalArgumentException("cannot be compared");
    }
    return a.compareTo(b);
  }

  /** asyncio semantics 40. */
  @Test
  void cancelledGet_losesNoItemAndKeepsTheOrder() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>();
          Task<Integer> reader = Weft.createTask(queue.get());
          Await.of(settle());
          queue.putNow(1);
          queue.putNow(2);
          reader.cancel();
          Await.of(Weft.settle(reader));
          assertTrue(reader.isCancelled());
          assertEquals(1, Await.of(queue.get()));
          assertEquals(2, Await.of(queue.get()));
          return Coroutine.done();
        });
  }

  @Test
  void cancelledPut_putsNothingAndGivesItsRoomToTheNext() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>(1);
          queue.putNow(1);
          Task<Void> second = Weft.createTask(queue.put(2));
          Task<Void> third = Weft.createTask(queue.put(3));
          Await.of(settle());
          assertEquals(1, queue.getNow());
          second.cancel();
          Await.of(settle());
          assertTrue(second.isCancelled());
          assertTrue(third.isDone());
          assertEquals(3, Await.of(queue.get()));
          assertTrue(queue.isEmpty());
          return Coroutine.done();
        });
  }

  @Test
  void randomCancellations_loseAndDoubleNothing() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      VirtualTime.run(
          () -> {
            AsyncQueue<Integer> queue = new AsyncQueue<>(2);
            List<Integer> put = new ArrayList<>();
            List<Integer> got = new ArrayList<>();
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
              int item = i;
              tasks.add(
                  Weft.createTask(
                      () -> {
                        Await.of(queue.put(item));
                        put.add(item);
                        return Coroutine.done();
                      }));
              tasks.add(
                  Weft.createTask(
                      () -> {
                        got.add(Await.of(queue.get()));
                        return Coroutine.done();
                      }));
              if (random.nextInt(3) == 0) {
                tasks.get(random.nextInt(tasks.size())).cancel();
              }
              if (random.nextInt(3) == 0) {
                Await.of(Weft.sleep(Duration.ZERO));
              }
            }
            Await.of(settle());
            tasks.forEach(Task::cancel);
            Await.of(Weft.settle(tasks));
            while (!queue.isEmpty()) {
              got.add(queue.getNow());
            }
            assertEquals(put, got);
            return Coroutine.done();
          });
    }
  }

  @Test
  void join_waitsUntilAllIsWorkedOn() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>();
          Await.of(queue.join());
          IntStream.range(0, 3).forEach(queue::putNow);
          Task<Void> join = Weft.createTask(queue.join());
          for (int i = 0; i < 3; i++) {
            Await.of(queue.get());
            Await.of(settle());
            assertFalse(join.isDone());
            queue.taskDone();
          }
          Await.of(join);
          assertThrows(IllegalStateException.class, queue::taskDone);
          return Coroutine.done();
        });
  }

  @Test
  void shutdown_letsTheRestBeTakenAndThenFails() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>(1);
          queue.putNow(1);
          Task<Void> putter = Weft.createTask(queue.put(2));
          Await.of(settle());
          queue.shutdown(false);
          Await.of(Weft.settle(putter));
          assertThrows(QueueShutDownException.class, putter::result);
          assertThrows(QueueShutDownException.class, () -> queue.putNow(3));
          assertEquals(1, Await.of(queue.get()));
          assertThrows(QueueShutDownException.class, queue::getNow);
          Task<Integer> getter = Weft.createTask(queue.get());
          Await.of(Weft.settle(getter));
          assertThrows(QueueShutDownException.class, getter::result);
          return Coroutine.done();
        });
  }

  @Test
  void shutdown_failsThoseWhoWaitForItems() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>();
          Task<Integer> getter = Weft.createTask(queue.get());
          Await.of(settle());
          queue.shutdown(false);
          Await.of(Weft.settle(getter));
          assertThrows(QueueShutDownException.class, getter::result);
          return Coroutine.done();
        });
  }

  /** asyncio case 110. */
  @Test
  void immediateShutdown_dropsItemsAndCountsThemAsDone() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>();
          IntStream.range(0, 3).forEach(queue::putNow);
          assertEquals(0, Await.of(queue.get()));
          Task<Void> join = Weft.createTask(queue.join());
          queue.shutdown(true);
          assertTrue(queue.isEmpty());
          assertEquals(1, queue.statistics().unfinished());
          Await.of(settle());
          assertFalse(join.isDone());
          queue.taskDone();
          Await.of(join);
          assertThrows(QueueShutDownException.class, queue::getNow);
          return Coroutine.done();
        });
  }

  @Test
  void immediateShutdown_failsAGetterWhoseItemIsGone() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>();
          Task<Integer> getter = Weft.createTask(queue.get());
          Await.of(settle());
          queue.putNow(1);
          queue.shutdown(true);
          Await.of(Weft.settle(getter));
          assertThrows(QueueShutDownException.class, getter::result);
          return Coroutine.done();
        });
  }

  @Test
  void immediateShutdownOfWhatWasSaidToBeDone_countsNothingTwice() {
    VirtualTime.run(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>();
          queue.putNow(1);
          queue.taskDone();
          queue.shutdown(true);
          assertEquals(0, queue.statistics().unfinished());
          assertThrows(IllegalStateException.class, queue::taskDone);
          Await.of(queue.join());
          return Coroutine.done();
        });
  }
}
