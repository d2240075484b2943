package service;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;

public class Changing {

  @Async
  public static Coroutine<String> greet(String name) {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of("Goodbye " + name);
  }
}
