package dev.weft.examples.asyncio;

import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.Yield;
import dev.weft.annotations.Async;
import java.time.Duration;

/** Closes the async generators that are open before it closes its loop, as Weft.run does too. */
final class OpenGenerator {

  private OpenGenerator() {}

  @Async
  private static AsyncGenerator<Integer> numbers() {
    try {
      for (int i = 1; ; i++) {
        Await.of(Weft.sleep(Duration.ofMillis(1)));
        Yield.of(i);
      }
    } finally {
      System.out.println("closed");
    }
  }

  @Async
  private static Coroutine<Void> readOne(EventLoop loop) {
    AsyncGenerator<Integer> numbers = numbers();
    Await.of(numbers.moveNext());
    System.out.println("got " + numbers.current());
    loop.stop(); // and leaves the generator open
    return Coroutine.done();
  }

  public static void main(String[] args) {
    try (EventLoop loop = EventLoop.create()) {
      loop.createTask(readOne(loop));
      try {
        loop.runForever();
      } finally {
        loop.runUntilComplete(loop.shutdownAsyncGens());
      }
    }
  }
}
