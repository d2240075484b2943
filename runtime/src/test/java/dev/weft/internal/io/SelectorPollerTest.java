package dev.weft.internal.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.spi.Poller;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SelectorPollerTest {

  @Test
  void poll_waitsAtLeastAsLongAsAsked() throws Exception {
    try (Poller poller = SelectorPoller.open()) {
      long nanos = Duration.ofMillis(3).toNanos() + 1;
      long start = System.nanoTime();
      poller.poll(nanos, callback -> {});
      assertTrue(System.nanoTime() - start >= nanos);
    }
  }

  @Test
  void wakeup_endsTheNextWaitWhenThereIsNone() throws Exception {
    try (Poller poller = SelectorPoller.open()) {
      poller.wakeup();
      poller.poll(Poller.FOREVER, callback -> {});
    }
  }

  @Test
  void wakeup_endsTheCurrentWait() throws Exception {
    try (Poller poller = SelectorPoller.open()) {
      Thread waker = new Thread(poller::wakeup);
      waker.start();
      poller.poll(Poller.FOREVER, callback -> {});
      waker.join();
    }
  }

  @Test
  void interrupt_endsTheWait() throws Exception {
    try (Poller poller = SelectorPoller.open()) {
      Thread.currentThread().interrupt();
      poller.poll(Poller.FOREVER, callback -> {});
      assertTrue(Thread.interrupted());
      assertFalse(Thread.interrupted());
    }
  }
}
