package app;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import service.Staying;

public class Main {

  @Async
  static Coroutine<Void> greet() {
    System.out.println(Await.of(Staying.greetTwice("Ada")));
    return Coroutine.done();
  }

  public static void main(String[] args) {
    Weft.run(greet());
  }
}
