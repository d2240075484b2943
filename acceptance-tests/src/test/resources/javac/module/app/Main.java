package app;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;

public class Main {

  @Async
  private static Coroutine<String> name() {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    return Coroutine.of(Main.class.getModule().getName());
  }

  public static void main(String[] arguments) {
    System.out.println(Weft.run(name()));
  }
}
