package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.annotations.Async;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntervalTest {

  /** Ticks every two seconds; the user is busy until second 5 after the first tick. */
  @Async
  private static Coroutine<List<Long>> ticks(MissedTicks missed) {
    List<Long> at = new ArrayList<>();
    Interval interval = new Interval(Duration.ofSeconds(2), missed);
    for (int i = 0; i < 5; i++) {
      Await.of(interval.tick());
      at.add(EventLoop.running().time().toSeconds());
      if (i == 0) {
        Await.of(Weft.sleep(Duration.ofSeconds(5)));
      }
    }
    return Coroutine.of(at);
  }

  @Test
  void missedTicks_areMadeUpForOrDropped() {
    assertEquals(List.of(0L, 5L, 5L, 6L, 8L), VirtualTime.run(() -> ticks(MissedTicks.BURST)));
    assertEquals(List.of(0L, 5L, 7L, 9L, 11L), VirtualTime.run(() -> ticks(MissedTicks.DELAY)));
    assertEquals(List.of(0L, 5L, 6L, 8L, 10L), VirtualTime.run(() -> ticks(MissedTicks.SKIP)));
  }

  @ParameterizedTest
  @EnumSource
  void period_canBeForever(MissedTicks missed) {
    assertThrows(
        TimeoutException.class,
        () ->
            VirtualTime.run(
                () -> {
                  Await.of(Weft.sleep(Duration.ofSeconds(1)));
                  Interval interval = new Interval(ChronoUnit.FOREVER.getDuration(), missed);
                  Await.of(interval.tick());
                  return Coroutine.of(Await.of(Weft.waitFor(interval.tick(), Duration.ofHours(1))));
                }));
  }

  @Test
  void period_mustBePositive() {
    VirtualTime.run(
        () -> {
          assertThrows(
              IllegalArgumentException.class, () -> new Interval(Duration.ZERO, MissedTicks.SKIP));
          return Coroutine.done();
        });
  }
}
