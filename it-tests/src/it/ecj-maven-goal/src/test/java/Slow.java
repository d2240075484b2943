import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;

class Slow {

  @Async
  static Coroutine<Void> sleep() {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.done();
  }
}
