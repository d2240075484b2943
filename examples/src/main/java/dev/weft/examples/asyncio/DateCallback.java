package dev.weft.examples.asyncio;

import dev.weft.EventLoop;
import java.time.Duration;
import java.time.InstantSource;

/** Prints the date every second, for five seconds, with a callback that schedules itself again. */
final class DateCallback {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final InstantSource now;
  private final Duration end;

  DateCallback(EventLoop loop, InstantSource now) {
    this.loop = loop;
    this.now = now;
    this.end = loop.time().plusSeconds(5);
  }

  void displayDate() {
    System.out.println(now.instant());
    if (loop.time().plus(SECOND).compareTo(end) < 0) {
      loop.callLater(SECOND, this::displayDate);
    } else {
      loop.stop();
    }
  }

  public static void main(String[] args) {
    try (EventLoop loop = EventLoop.create()) {
      loop.callSoon(new DateCallback(loop, InstantSource.system())::displayDate);
      loop.runForever();
    }
  }
}
