import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;

public class Clock {

  private final String tick;

  public Clock(String tick) {
    this.tick = tick;
  }

  @Async
  public Coroutine<String> tick(int number) {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of(tick + " " + number);
  }
}
