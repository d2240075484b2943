package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Async generators, which behave as Python's (PEP 525). Shutdown: {@code OpenGeneratorsTest}. */
@Timeout(60)
class AsyncGeneratorTest {

  private static final int DEEP = 10_000;

  private final List<String> log = new ArrayList<>();

  private static Coroutine<@Nullable Void> pause() {
    return Weft.sleep(Duration.ofMillis(1));
  }

  /** Counts from 0, with an await before each value and another one in {@code finally}. */
  @Async
  private AsyncGenerator<Integer> numbers(int end) {
    log.add("begins");
    try {
      for (int i = 0; i < end; i++) {
        Await.of(pause());
        Yield.of(i);
      }
    } finally {
      log.add("closing");
      Await.of(pause());
      log.add("closed");
    }
    return AsyncGenerator.end();
  }

  // ---- moveNext and current ----

  @Test
  void values_comeOneByOne_thenFalseEverAfter() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(2);
          assertNull(numbers.current());
          assertTrue(Await.of(numbers.moveNext()));
          assertEquals(0, numbers.current());
          assertTrue(Await.of(numbers.moveNext()));
          assertEquals(1, numbers.current());
          assertFalse(Await.of(numbers.moveNext()));
          assertNull(numbers.current());
          assertFalse(Await.of(numbers.moveNext()));
          return Coroutine.done();
        });
    assertEquals(List.of("begins", "closing", "closed"), log);
  }

  @Test
  void body_beginsAtTheFirstMoveNext_thatIsAwaited() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(1);
          Coroutine<Boolean> next = numbers.moveNext();
          Await.of(pause());
          assertEquals(List.of(), log);
          Await.of(next);
          assertEquals(List.of("begins"), log);
          return Coroutine.done();
        });
  }

  @Async
  private static AsyncGenerator<Integer> failing(boolean suspend) throws IOException {
    Yield.of(1);
    if (suspend) {
      Await.of(pause());
    }
    throw new IOException("in the generator");
  }

  @Test
  void failureOfTheBody_isThatOfMoveNext_andTheEnd() throws IOException {
    VirtualTime.run(
        () -> {
          for (boolean suspend : new boolean[] {false, true}) {
            AsyncGenerator<Integer> failing = failing(suspend);
            assertTrue(Await.of(failing.moveNext()));
            String message = "";
            try {
              Await.of(failing.moveNext(), IOException.class);
            } catch (IOException e) {
              message = e.getMessage();
            }
            assertEquals("in the generator", message);
            assertNull(failing.current());
            assertFalse(Await.of(failing.moveNext()));
            Await.of(failing.closeAsync());
          }
          return Coroutine.done();
        });
  }

  @Test
  void secondMoveNext_whileOneIsPending_isRefusedAndDisturbsNothing() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(1);
          Task<Boolean> first = Weft.createTask(numbers.moveNext());
          Await.of(Weft.sleep(Duration.ZERO));
          String message = "";
          try {
            Await.of(numbers.moveNext());
          } catch (IllegalStateException e) {
            message = e.getMessage();
          }
          assertEquals(
              "the async generator is running already: it has one consumer at a time", message);
          assertTrue(Await.of(first));
          assertEquals(0, numbers.current());
          return Coroutine.done();
        });
  }

  @Test
  void closeAsync_whileMoveNextIsPending_isRefused() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(1);
          Task<Boolean> first = Weft.createTask(numbers.moveNext());
          Await.of(Weft.sleep(Duration.ZERO));
          boolean refused = false;
          try {
            Await.of(numbers.closeAsync());
          } catch (IllegalStateException e) {
            refused = true;
          }
          assertTrue(refused);
          assertTrue(Await.of(first));
          return Coroutine.done();
        });
  }

  @Test
  void cancellationOfMoveNext_isThrownAtTheAwaitOfTheBody_andEndsIt() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(5);
          Task<Boolean> first = Weft.createTask(numbers.moveNext());
          Await.of(Weft.sleep(Duration.ZERO));
          first.cancel();
          Await.of(Weft.settle(List.of(first)));
          assertTrue(first.isCancelled());
          assertEquals(List.of("begins", "closing", "closed"), log);
          assertFalse(Await.of(numbers.moveNext()));
          return Coroutine.done();
        });
  }

  @Test
  void moveNextThatIsCancelledBeforeItBegins_leavesTheGeneratorAsItWas() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(1);
          Task<Boolean> first = Weft.createTask(numbers.moveNext());
          first.cancel();
          Await.of(Weft.settle(List.of(first)));
          assertTrue(Await.of(numbers.moveNext()));
          return Coroutine.done();
        });
  }

  @Async
  @SuppressWarnings("weft:CancellationSwallowed") // on purpose
  private static AsyncGenerator<Integer> patient() {
    for (int i = 0; ; i++) {
      try {
        Await.of(Weft.sleep(Duration.ofSeconds(10)));
      } catch (CancelledError e) {
        Yield.of(-1);
      }
      Yield.of(i);
    }
  }

  /** As in Python, the body may answer a cancellation with a value. */
  @Test
  void cancellationThatTheBodyCatches_leavesItOpen() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> patient = patient();
          Task<Boolean> first = Weft.createTask(patient.moveNext());
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          first.cancel();
          assertTrue(Await.of(first));
          assertEquals(-1, patient.current());
          assertTrue(Await.of(patient.moveNext()));
          assertEquals(0, patient.current());
          return Coroutine.done();
        });
  }

  // ---- closeAsync ----

  @Test
  void closeAsync_runsFinallyWithItsAwaits_andEnds() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(5);
          Await.of(numbers.moveNext());
          Await.of(numbers.closeAsync());
          assertEquals(List.of("begins", "closing", "closed"), log);
          assertNull(numbers.current());
          assertFalse(Await.of(numbers.moveNext()));
          Await.of(numbers.closeAsync());
          assertEquals(3, log.size());
          return Coroutine.done();
        });
  }

  @Test
  void closeAsync_beforeTheFirstMoveNext_runsNothing() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(5);
          Await.of(numbers.closeAsync());
          assertFalse(Await.of(numbers.moveNext()));
          return Coroutine.done();
        });
    assertEquals(List.of(), log);
  }

  @Test
  void closeAsync_doesNothingUntilAwaited() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(5);
          Coroutine<?> close = numbers.closeAsync();
          assertTrue(Await.of(numbers.moveNext()));
          Await.of(close);
          assertFalse(Await.of(numbers.moveNext()));
          return Coroutine.done();
        });
  }

  @Async
  private AsyncGenerator<Integer> catching(String then) throws IOException {
    try {
      Yield.of(1);
    } catch (GeneratorExit e) {
      log.add("exit");
      switch (then) {
        case "ends" -> {
          return AsyncGenerator.end();
        }
        case "awaits" -> Await.of(pause());
        case "rethrows" -> throw e;
        case "fails" -> throw new IOException("while closing");
        default -> Yield.of(2);
      }
    }
    return AsyncGenerator.end();
  }

  @Test
  void generatorExit_mayBeCaughtAndRethrown() throws IOException {
    VirtualTime.run(
        () -> {
          for (String then : List.of("ends", "awaits", "rethrows")) {
            AsyncGenerator<Integer> catching = catching(then);
            Await.of(catching.moveNext());
            Await.of(catching.closeAsync());
            assertFalse(Await.of(catching.moveNext()));
          }
          return Coroutine.done();
        });
    assertEquals(List.of("exit", "exit", "exit"), log);
  }

  @Test
  void failureWhileItIsClosed_isThatOfCloseAsync() throws IOException {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> catching = catching("fails");
          Await.of(catching.moveNext());
          String message = "";
          try {
            Await.of(catching.closeAsync(), IOException.class);
          } catch (IOException e) {
            message = e.getMessage();
          }
          assertEquals("while closing", message);
          assertFalse(Await.of(catching.moveNext()));
          return Coroutine.done();
        });
  }

  /** Python's "async generator ignored GeneratorExit", after which it may be closed once more. */
  @Test
  void valueInsteadOfAnEnd_isAnErrorOfCloseAsync() throws IOException {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> catching = catching("yields");
          Await.of(catching.moveNext());
          String message = "";
          try {
            Await.of(catching.closeAsync());
          } catch (IllegalStateException e) {
            message = e.getMessage();
          }
          assertEquals(
              "the async generator produced another value while it was closed: let GeneratorExit"
                  + " pass, and do not yield in finally",
              message);
          Await.of(catching.closeAsync());
          assertFalse(Await.of(catching.moveNext()));
          return Coroutine.done();
        });
  }

  @Async
  private AsyncGenerator<Integer> catchingExceptions() {
    try {
      Yield.of(1);
    } catch (Exception e) {
      log.add("caught");
    }
    log.add("went on");
    return AsyncGenerator.end();
  }

  @Test
  void generatorExit_passesCatchException() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> generator = catchingExceptions();
          Await.of(generator.moveNext());
          Await.of(generator.closeAsync());
          return Coroutine.done();
        });
    assertEquals(List.of(), log);
  }

  @Async
  private AsyncGenerator<Integer> outer(int end) {
    AsyncGenerator<Integer> inner = numbers(end);
    try {
      while (Await.of(inner.moveNext())) {
        Yield.of(inner.current() * 10);
      }
    } finally {
      Await.of(inner.closeAsync());
      log.add("outer closed");
    }
    return AsyncGenerator.end();
  }

  @Test
  void generatorsInGenerators_closeFromTheInside() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> outer = outer(5);
          Await.of(outer.moveNext());
          Await.of(outer.moveNext());
          assertEquals(10, outer.current());
          Await.of(outer.closeAsync());
          return Coroutine.done();
        });
    assertEquals(List.of("begins", "closing", "closed", "outer closed"), log);
  }

  // ---- forEach ----

  @Test
  void forEach_handsOverAllValues() {
    List<Integer> seen = new ArrayList<>();
    VirtualTime.run(
        () -> {
          Await.of(
              numbers(3)
                  .forEach(
                      n -> {
                        Await.of(pause());
                        seen.add(n);
                        return Coroutine.done();
                      }));
          return Coroutine.done();
        });
    assertEquals(List.of(0, 1, 2), seen);
    assertEquals(List.of("begins", "closing", "closed"), log);
  }

  @Test
  void forEach_closesAfterAFailureOfItsBody() {
    IOException failure = new IOException();
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                VirtualTime.run(
                    () -> {
                      AsyncGenerator<Integer> numbers = numbers(3);
                      try {
                        Await.of(
                            numbers.forEach(
                                n -> {
                                  Await.of(pause());
                                  throw failure;
                                }));
                      } finally {
                        assertEquals(List.of("begins", "closing", "closed"), log);
                      }
                      return Coroutine.done();
                    }));
    assertSame(failure, thrown);
  }

  @Test
  void forEach_closesWhenItIsCancelledInItsBody() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(3);
          Task<?> task = Weft.createTask(numbers.forEach(n -> Weft.sleep(Duration.ofSeconds(60))));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          task.cancel();
          Await.of(Weft.settle(List.of(task)));
          assertTrue(task.isCancelled());
          assertEquals(List.of("begins", "closing", "closed"), log);
          assertFalse(Await.of(numbers.moveNext()));
          return Coroutine.done();
        });
  }

  @Test
  void forEach_passesOnAFailureOfTheGenerator() {
    assertThrows(
        IOException.class,
        () ->
            VirtualTime.run(
                () -> {
                  Await.of(failing(true).forEach(n -> Coroutine.done()), IOException.class);
                  return Coroutine.done();
                }));
  }

  // ---- toList ----

  @Test
  void toList_hasAllValuesInOrder() {
    VirtualTime.run(
        () -> {
          assertEquals(List.of(0, 1, 2), Await.of(numbers(3).toList()));
          assertEquals(List.of(), Await.of(numbers(0).toList()));
          assertEquals(List.of(), Await.of(AsyncGenerator.end().toList()));
          return Coroutine.done();
        });
  }

  @Test
  void toList_goesOnFromWhereTheGeneratorIs() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> numbers = numbers(3);
          Await.of(numbers.moveNext());
          assertEquals(List.of(1, 2), Await.of(numbers.toList()));
          assertEquals(List.of(), Await.of(numbers.toList()));
          return Coroutine.done();
        });
  }

  @Test
  void toList_passesOnAFailureOfTheGenerator() {
    assertThrows(
        IOException.class,
        () ->
            VirtualTime.run(
                () -> {
                  Await.of(failing(true).toList(), IOException.class);
                  return Coroutine.done();
                }));
  }

  // ---- lambdas, recursion, many values ----

  private interface Source<T> {
    AsyncGenerator<T> open();
  }

  @Test
  void lambda_canBeAGenerator() {
    List<String> seen = new ArrayList<>();
    String prefix = "n";
    VirtualTime.run(
        () -> {
          Source<String> source =
              () -> {
                for (int i = 0; i < 2; i++) {
                  Await.of(pause());
                  Yield.of(prefix + i);
                }
                return AsyncGenerator.end();
              };
          Await.of(
              source
                  .open()
                  .forEach(
                      s -> {
                        seen.add(s);
                        return Coroutine.done();
                      }));
          return Coroutine.done();
        });
    assertEquals(List.of("n0", "n1"), seen);
  }

  @Async
  private static AsyncGenerator<Integer> countdown(int from, boolean suspend) {
    Yield.of(from);
    if (from > 0) {
      AsyncGenerator<Integer> rest = countdown(from - 1, suspend);
      while (Await.of(rest.moveNext())) {
        Yield.of(rest.current());
      }
    } else if (suspend) {
      Await.of(pause());
    }
    return AsyncGenerator.end();
  }

  @Test
  void recursion_yieldsThroughAllLevels() {
    List<Integer> seen = new ArrayList<>();
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> countdown = countdown(300, true);
          while (Await.of(countdown.moveNext())) {
            seen.add(countdown.current());
          }
          return Coroutine.done();
        });
    assertEquals(301, seen.size());
    assertEquals(0, seen.get(300));
  }

  @Async
  private static AsyncGenerator<Integer> nested(int depth, boolean suspend) {
    if (depth == 0) {
      if (suspend) {
        Await.of(pause());
      }
      Yield.of(1);
      return AsyncGenerator.end();
    }
    AsyncGenerator<Integer> inner = nested(depth - 1, suspend);
    while (Await.of(inner.moveNext())) {
      Yield.of(inner.current() + 1);
    }
    return AsyncGenerator.end();
  }

  @Test
  void deepNesting_needsNoStack() {
    VirtualTime.run(
        () -> {
          for (boolean suspend : new boolean[] {false, true}) {
            AsyncGenerator<Integer> nested = nested(DEEP, suspend);
            assertTrue(Await.of(nested.moveNext()));
            assertEquals(DEEP + 1, nested.current());
            assertFalse(Await.of(nested.moveNext()));
          }
          return Coroutine.done();
        });
  }

  @Async
  private static AsyncGenerator<Long> withLocals(long first, double factor) {
    long next = first;
    for (double d = 1; d < 100; d *= factor) {
      Yield.of(next);
      next += (long) d;
    }
    return AsyncGenerator.end();
  }

  @Async
  private static CompletionStage<Long> sum(AsyncGenerator<Long> values) {
    long sum = 0;
    while (Await.of(values.moveNext())) {
      sum += values.current();
    }
    return CompletableFuture.completedFuture(sum);
  }

  @Test
  void generator_runsWithoutALoop() {
    assertEquals(1 + 2 + 4 + 8 + 16 + 32 + 64, sum(withLocals(1, 2)).toCompletableFuture().join());
  }
}
