package dev.weft.examples.asyncio;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;

/** Hello World with a coroutine, which waits a second before the second word. */
final class HelloCoroutine {

  private HelloCoroutine() {}

  @Async
  static Coroutine<Void> helloWorld() {
    System.out.print("Hello ");
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    System.out.println("World");
    return Coroutine.done();
  }

  public static void main(String[] args) {
    Weft.run(helloWorld());
  }
}
