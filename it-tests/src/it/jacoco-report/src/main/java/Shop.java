import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;

class Shop {

  @Async
  static Coroutine<Integer> buy(int items) {
    int price = 0;
    for (int i = 0; i < items; i++) {
      Await.of(Weft.sleep(Duration.ofMillis(1)));
      price += 10;
    }
    if (items > 100) {
      price -= 5; // no test buys that much
    }
    return Coroutine.of(price);
  }

  @Async
  static Coroutine<Integer> neverCalled() {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of(0);
  }
}
