package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.LoopThread;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.annotations.Facade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The example of {@link Facade}. */
class FacadeExampleTest {

  @Test
  void fronts_areForOtherThreads() throws Exception {
    LoopThread thread = LoopThread.start("orders");
    Orders orders = new Orders();
    CompletableFuture<Integer> future = new OrdersFutures(thread, orders).place("tea");
    int number = new OrdersBlocking(thread, orders).place("milk");
    assertEquals(Set.of(1, 2), Set.of(number, future.join()));
    thread.close();
  }
}

@Facade(blocking = true)
class Orders {
  private final List<String> all = new ArrayList<>(); // the loop's thread only

  @Async
  public Coroutine<Integer> place(String order) {
    Await.of(Weft.sleep(Duration.ofMillis(10)));
    all.add(order);
    return Coroutine.of(all.size());
  }
}
