package service;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;

public class Staying {

  @Async
  public static Coroutine<String> greetTwice(String name) {
    return Coroutine.of(Await.of(Changing.greet(name)) + ", " + Await.of(Changing.greet(name)));
  }
}
