package com.example;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.function.Supplier;

/** Its own methods are not async, those of its nest are. */
public class Greeter implements Supplier<String> {

  @Override
  public String get() {
    return Weft.run(new Polite().greet(2));
  }

  private static class Polite {

    private final Loud loud = new Loud();

    @Async
    private Coroutine<String> greet(int times) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < times; i++) {
        text.append(i == 0 ? "" : " ").append(Await.of(loud.say("hello " + i)));
      }
      return Coroutine.of(text.toString());
    }
  }

  private static final class Loud {

    @Async
    private Coroutine<String> say(String text) {
      Await.of(Weft.sleep(Duration.ofMillis(1)));
      return Coroutine.of(text.toUpperCase());
    }
  }
}
