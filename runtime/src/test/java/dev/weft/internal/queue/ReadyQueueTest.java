package dev.weft.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.Context;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {

  private record Item(int id) implements Scheduled {
    @Override
    public Context runsIn() {
      return Context.empty();
    }

    @Override
    public void run() {}
  }

  private final ReadyQueue queue = new ReadyQueue();

  @Test
  void itemsComeOutInOrder_acrossGrowthAndWrapAround() {
    List<Integer> taken = new ArrayList<>();
    int added = 0;
    for (int round = 0; round < 200; round++) {
      for (int i = 0; i < 3; i++) {
        queue.add(new Item(added++));
      }
      taken.add(((Item) queue.take()).id());
    }
    while (queue.size() > 0) {
      taken.add(((Item) queue.take()).id());
    }
    assertEquals(600, taken.size());
    for (int i = 0; i < 600; i++) {
      assertEquals(i, taken.get(i));
    }
  }

  @Test
  void takeAtPosition_givesThatItemAndKeepsTheOthers() {
    Item[] items = {new Item(0), new Item(1), new Item(2)};
    for (Item item : items) {
      queue.add(item);
    }
    assertSame(items[2], queue.take(2));
    assertSame(items[1], queue.take(0));
    assertSame(items[0], queue.take(0));
    assertEquals(0, queue.size());
  }

  @Test
  void clear_dropsEverything() {
    queue.add(new Item(1));
    queue.clear();
    assertEquals(0, queue.size());
    Item next = new Item(2);
    queue.add(next);
    assertSame(next, queue.take());
  }
}
