package dev.weft.examples.asyncio;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.time.InstantSource;

/** Prints the date every second, for five seconds: a loop with an await in it. */
final class DateCoroutine {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private DateCoroutine() {}

  @Async
  static Coroutine<Void> displayDate(InstantSource now) {
    EventLoop loop = EventLoop.running();
    Duration end = loop.time().plusSeconds(5);
    while (true) {
      System.out.println(now.instant());
      if (loop.time().plus(SECOND).compareTo(end) >= 0) {
        return Coroutine.done();
      }
      Await.of(Weft.sleep(SECOND));
    }
  }

  public static void main(String[] args) {
    Weft.run(displayDate(InstantSource.system()));
  }
}
