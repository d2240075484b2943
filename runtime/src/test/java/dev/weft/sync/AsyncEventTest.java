package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AsyncEventTest {

  private final AsyncEvent event = new AsyncEvent();

  @Test
  void set_letsAllWhoWaitGoOn_alsoWhenItIsClearedAtOnce() {
    VirtualTime.run(
        () -> {
          Task<Void> one = Weft.createTask(event.await());
          Task<Void> two = Weft.createTask(event.await());
          Await.of(Weft.sleep(Duration.ZERO));
          assertEquals(new AsyncEvent.Statistics(false, 2), event.statistics());
          event.set();
          event.clear();
          Await.of(Weft.gather(one, two));
          assertFalse(event.isSet());
          Task<Void> late = Weft.createTask(event.await());
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          assertFalse(late.isDone());
          return Coroutine.done();
        });
  }

  @Test
  void setEvent_doesNotMakeAnybodyWait() {
    event.set();
    event.set();
    VirtualTime.run(() -> event.await());
    assertTrue(event.isSet());
  }

  @Test
  void cancelledWaiter_leaves() {
    VirtualTime.run(
        () -> {
          Task<Void> waiter = Weft.createTask(event.await());
          Await.of(Weft.sleep(Duration.ZERO));
          waiter.cancel();
          Await.of(Weft.settle(waiter));
          assertTrue(waiter.isCancelled());
          assertEquals(0, event.statistics().waiting());
          return Coroutine.done();
        });
  }
}
