package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.EventLoop;
import dev.weft.Handle;
import dev.weft.TimerHandle;
import dev.weft.testing.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sections C, D and X: callbacks, timers, handles. */
@Timeout(60)
class CallbacksTest {

  private static final ContextVar<String> VALUE = ContextVar.of("value", "none");

  private final VirtualTime time = new VirtualTime();
  private final EventLoop loop = time.newLoop();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private void runFor(Duration duration) {
    loop.callLater(duration, loop::stop);
    loop.runForever();
  }

  // ---- arguments and names ----

  /** Rows C5, D10 and R7: a lambda takes its arguments along. */
  @Test
  void arguments_areWhatALambdaCaptures() {
    Object argument = new Object();
    List<Object> received = new ArrayList<>();
    loop.callSoon(() -> received.add(argument));
    loop.callLater(Duration.ofSeconds(1), () -> received.add(argument));
    runFor(Duration.ofSeconds(2));
    assertEquals(2, received.size());
    received.forEach(each -> assertSame(argument, each));
  }

  /** Rows C11 and Z9. */
  @Test
  void lambda_standsForFunctoolsPartial() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true);
    loop.callSoon(() -> out.print("Hello"));
    runFor(Duration.ZERO);
    assertEquals("Hello", bytes.toString());
  }

  /** A callback that can be read in logs. */
  private record Greeting(String name) implements Runnable {
    @Override
    public void run() {}
  }

  /** Row C12. */
  @Test
  void callbackWithAToString_isReadableInItsHandle() {
    Handle handle = loop.callSoon(new Greeting("Ada"));
    assertEquals("<Handle Greeting[name=Ada]>", handle.toString());
  }

  // ---- contexts ----

  /** Rows C8, C10, D11, D14 and Y9. */
  @Test
  void callbacks_runInTheContextOfTheirSchedulingOrInAGivenOne() {
    Context given = Context.empty();
    given.run(() -> VALUE.set("given"));
    Runnable logging = () -> log.add(VALUE.get());
    Context.empty()
        .run(
            () -> {
              VALUE.set("before");
              loop.callSoon(logging);
              loop.callSoon(logging, given);
              loop.callSoonThreadsafe(logging);
              loop.callSoonThreadsafe(logging, given);
              VALUE.set("after");
            });
    runFor(Duration.ZERO);
    assertEquals(List.of("before", "given", "before", "given"), log);
    log.clear();
    Context.empty()
        .run(
            () -> {
              VALUE.set("before");
              loop.callLater(Duration.ofSeconds(1), logging);
              loop.callLater(Duration.ofSeconds(1), logging, given);
              loop.callAt(Duration.ofSeconds(2), logging);
              loop.callAt(Duration.ofSeconds(2), logging, given);
              VALUE.set("after");
            });
    runFor(Duration.ofSeconds(3));
    assertEquals(List.of("before", "given", "before", "given"), log);
  }

  // ---- the clock ----

  /** Rows D1 to D3. */
  @Test
  void time_isMonotonicAndMeasuresIntervals() {
    try (EventLoop real = EventLoop.create()) {
      Duration before = real.time();
      for (int i = 0; i < 100_000; i++) {
        Duration now = real.time();
        assertTrue(now.compareTo(before) >= 0);
        before = now;
      }
      long nanos = System.nanoTime();
      Duration start = real.time();
      real.callLater(Duration.ofMillis(20), real::stop);
      real.runForever();
      assertTrue(real.time().minus(start).compareTo(Duration.ofMillis(20)) >= 0);
      assertTrue(real.time().minus(start).toNanos() <= System.nanoTime() - nanos);
    }
  }

  /** Row D4: there is no longest delay, as in asyncio since Python 3.7.1. */
  @Test
  void delayOfTwoDays_firesOnce() {
    loop.callLater(Duration.ofDays(2), () -> log.add("at " + loop.time()));
    runFor(Duration.ofDays(5));
    assertEquals(List.of("at PT48H"), log);
  }

  // ---- timers ----

  /** Rows B2, D6 and D8. */
  @Test
  void callLater_callsOnceWhenTheDelayHasPassed() {
    loop.callLater(Duration.ofSeconds(3), () -> log.add("at " + loop.time()));
    runFor(Duration.ofSeconds(2));
    assertEquals(List.of(), log);
    runFor(Duration.ofSeconds(10));
    assertEquals(List.of("at PT3S"), log);
  }

  /** Row D13. */
  @Test
  void callAt_ofThePast_callsInTheNextPassNeverInline() {
    time.advance(Duration.ofSeconds(10));
    loop.callSoon(
        () -> {
          TimerHandle handle = loop.callAt(Duration.ofSeconds(1), () -> log.add("past"));
          assertEquals(Duration.ofSeconds(1), handle.when());
          log.add("scheduled");
        });
    runFor(Duration.ofSeconds(1));
    assertEquals(List.of("scheduled", "past"), log);
  }

  /** asyncio semantics 5. */
  @Test
  void nothing_isEverCalledInline() {
    loop.callSoon(
        () -> {
          loop.callSoon(() -> log.add("soon"));
          loop.callLater(Duration.ofSeconds(-1), () -> log.add("later"));
          var future = loop.<String>createFuture();
          future.addDoneCallback(done -> log.add("callback"));
          future.setResult("x");
          future.addDoneCallback(done -> log.add("callback of a done one"));
          log.add("end");
        });
    runFor(Duration.ofSeconds(1));
    assertEquals("end", log.get(0));
    assertEquals(5, log.size());
  }

  // ---- handles ----

  /** Row X1. */
  @Test
  void everyScheduling_givesAHandle() {
    List<Handle> handles =
        List.of(
            loop.callSoon(() -> log.add("ran")),
            loop.callSoonThreadsafe(() -> log.add("ran")),
            loop.callLater(Duration.ofSeconds(1), () -> log.add("ran")),
            loop.callAt(Duration.ofSeconds(1), () -> log.add("ran")));
    handles.forEach(Handle::cancel);
    runFor(Duration.ofSeconds(2));
    assertEquals(List.of(), log);
    handles.forEach(handle -> assertTrue(handle.isCancelled()));
  }

  /** Row X2. */
  @Test
  void cancel_letsGoOfTheCallback() {
    Handle handle = loop.callLater(Duration.ofHours(1), new Forgettable(log));
    WeakReference<Object> callback = scheduleAndCancel();
    while (callback.get() != null) {
      System.gc();
    }
    assertNull(callback.get());
    assertFalse(handle.isCancelled());
    handle.cancel();
  }

  private WeakReference<Object> scheduleAndCancel() {
    Forgettable callback = new Forgettable(log);
    Handle handle = loop.callLater(Duration.ofHours(1), callback);
    kept.add(handle);
    handle.cancel();
    return new WeakReference<>(callback);
  }

  private final List<Handle> kept = new ArrayList<>();

  private static final class Forgettable implements Runnable {
    private final List<String> log;

    Forgettable(List<String> log) {
      this.log = log;
    }

    @Override
    public void run() {
      log.add("ran");
    }
  }
}
