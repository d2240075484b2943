package dev.weft.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Context;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private static final class Letter extends Mailbox.Item {
    final int sender;
    final int number;

    Letter(int sender, int number) {
      this.sender = sender;
      this.number = number;
    }

    @Override
    public Context runsIn() {
      return Context.empty();
    }

    @Override
    public void run() {}
  }

  private final Mailbox mailbox = new Mailbox();
  private final ReadyQueue queue = new ReadyQueue();

  @Test
  void drain_keepsTheOrderOfPosting() {
    for (int i = 0; i < 5; i++) {
      mailbox.post(new Letter(0, i));
    }
    assertFalse(mailbox.isEmpty());
    mailbox.drainTo(queue);
    assertTrue(mailbox.isEmpty());
    for (int i = 0; i < 5; i++) {
      assertEquals(i, ((Letter) queue.take()).number);
    }
  }

  @Test
  void concurrentPosts_allArriveOnceAndInEachSendersOrder() throws InterruptedException {
    int senders = 4;
    int each = 50_000;
    List<Thread> threads = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      int sender = s;
      threads.add(new Thread(() -> postAll(sender, each)));
    }
    threads.forEach(Thread::start);
    int[] next = new int[senders];
    for (int received = 0; received < senders * each; ) {
      mailbox.drainTo(queue);
      for (; queue.size() > 0; received++) {
        Letter letter = (Letter) queue.take();
        assertEquals(next[letter.sender]++, letter.number);
      }
      Thread.onSpinWait();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(mailbox.isEmpty());
  }

  private void postAll(int sender, int count) {
    for (int i = 0; i < count; i++) {
      mailbox.post(new Letter(sender, i));
    }
  }
}
