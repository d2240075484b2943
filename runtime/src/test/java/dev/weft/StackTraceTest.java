package dev.weft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import dev.weft.internal.loop.LogCapture;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces are compared by the methods of {@link Calls}, innermost first. */
@Timeout(60)
@SuppressWarnings("weft:BlockingCall") // on purpose
class StackTraceTest {

  /** The methods whose calls are looked for. */
  private static final class Calls {

    @Async
    static Coroutine<Void> leaf(boolean suspend) throws IOException {
      if (suspend) {
        Await.of(Weft.sleep(Duration.ZERO));
      }
      throw new IOException("thrown by leaf");
    }

    @Async
    static Coroutine<Void> middle(boolean suspend) throws IOException {
      Await.of(leaf(suspend));
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> top(boolean suspend) throws IOException {
      Coroutine<Void> middle = middle(suspend); // through the object, not directly
      Await.of(middle, IOException.class);
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> rethrowing(boolean suspend) throws IOException {
      try {
        Await.of(top(suspend));
      } catch (IOException e) {
        Await.of(Weft.sleep(Duration.ZERO));
        throw e;
      }
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> cleaning() throws IOException {
      try {
        Await.of(middle(true));
      } finally {
        Await.of(Weft.sleep(Duration.ZERO));
      }
      return Coroutine.done();
    }

    /** The failure is pending in the very body that threw it, while others go on the heap. */
    @Async
    static Coroutine<Void> cleaningLeaf() throws IOException {
      try {
        throw new IOException("thrown by cleaningLeaf");
      } finally {
        Await.of(Weft.sleep(Duration.ZERO));
      }
    }

    @Async
    static Coroutine<Void> aboveCleaningLeaf() throws IOException {
      Await.of(cleaningLeaf());
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> wrapping() throws IOException {
      Await.of(Weft.sleep(Duration.ZERO));
      try {
        Await.of(leaf(false));
      } catch (IOException e) {
        throw new IllegalStateException("thrown by wrapping", e);
      }
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> aboveWrapping() throws IOException {
      Await.of(wrapping());
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> awaiting(CompletableFuture<Void> stage) {
      Await.of(stage);
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> awaitingTask(Task<Void> task) {
      Await.of(task);
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> suppressing() throws IOException {
      Await.of(Weft.sleep(Duration.ZERO));
      try (AutoCloseable broken =
          () -> {
            throw new IllegalStateException("thrown by close");
          }) {
        throw new IOException("thrown by suppressing");
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Async
    static Coroutine<Void> aboveSuppressing() throws IOException {
      Await.of(suppressing());
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> gathering() throws IOException {
      Await.of(Weft.gather(List.of(top(true), Weft.sleep(Duration.ZERO))));
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> grouping() throws IOException {
      Await.of(
          TaskGroup.run(
              group -> {
                group.createTask(() -> top(true));
                return Coroutine.done();
              }));
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> taking(AsyncQueue<String> queue) {
      Await.of(queue.get());
      return Coroutine.done();
    }

    @Async
    static Coroutine<Void> aboveTaking(AsyncQueue<String> queue) {
      Await.of(taking(queue));
      return Coroutine.done();
    }

    @Async
    static CompletableFuture<Void> hot() throws IOException {
      Await.of(middle(true));
      return CompletableFuture.completedFuture(null);
    }

    @Async
    static AsyncGenerator<String> generator() throws IOException {
      Yield.of("one");
      Await.of(leaf(true));
      return AsyncGenerator.end();
    }

    @Async
    static Coroutine<Void> consuming() throws IOException {
      Await.of(generator().forEach(value -> Coroutine.done()));
      return Coroutine.done();
    }
  }

  private static List<String> methods(StackTraceElement[] trace) {
    return calls(trace).stream().map(StackTraceElement::getMethodName).toList();
  }

  private static List<StackTraceElement> calls(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .filter(element -> element.getClassName().startsWith(Calls.class.getName()))
        .toList();
  }

  private static <T> Throwable failureOf(AsyncCallable<T, ?> body) {
    return assertThrows(Throwable.class, () -> Weft.run(body));
  }

  private static void assertCompleted(List<String> expected, Throwable failure) {
    assertEquals(expected, methods(failure.getStackTrace()));
    assertArrayEquals(failure.getStackTrace(), Weft.stackTrace(failure));
    for (StackTraceElement element : failure.getStackTrace()) {
      assertFalse(element.getClassName().startsWith("dev.weft.linkage"), element::toString);
      assertFalse(element.getClassName().startsWith("dev.weft.internal"), element::toString);
      assertFalse(element.getClassName().contains("$Async"), element::toString);
    }
  }

  @Test
  void failureAfterASuspension_hasTheTraceThatPlainCallsWouldHave() {
    Throwable suspended = failureOf(() -> Calls.top(true));
    Throwable ready = failureOf(() -> Calls.top(false));
    assertCompleted(List.of("leaf", "middle", "top"), suspended);
    assertCompleted(List.of("leaf", "middle", "top"), ready);
    for (int i = 0; i < 3; i++) {
      assertEquals(ready.getStackTrace()[i].toString(), suspended.getStackTrace()[i].toString());
    }
  }

  @Test
  void completedTrace_endsWithWhatRunsTheLoop() {
    StackTraceElement[] trace = failureOf(() -> Calls.top(true)).getStackTrace();
    List<String> classes = Arrays.stream(trace).map(StackTraceElement::getClassName).toList();
    assertTrue(classes.indexOf(Weft.class.getName()) > 2, classes::toString);
    assertTrue(
        classes.lastIndexOf(StackTraceTest.class.getName())
            > classes.indexOf(Weft.class.getName()));
  }

  @Test
  void rethrownFailure_isCompletedOnce() {
    assertCompleted(
        List.of("leaf", "middle", "top", "rethrowing"), failureOf(() -> Calls.rethrowing(true)));
    assertCompleted(
        List.of("leaf", "middle", "top", "rethrowing"), failureOf(() -> Calls.rethrowing(false)));
  }

  @Test
  void failureInAHandler_isCompleteAlready() {
    List<String> seen =
        Weft.run(
            () -> {
              try {
                Await.of(Calls.middle(true));
                return Coroutine.of(List.<String>of());
              } catch (IOException e) {
                return Coroutine.of(methods(e.getStackTrace()));
              }
            });
    assertEquals(List.of("leaf", "middle"), seen);
  }

  @Test
  void failureOfAQueue_isCompleteAlsoForWhoHasWaited() {
    AsyncQueue<String> queue = new AsyncQueue<>();
    Throwable waited =
        failureOf(
            () -> {
              EventLoop.running().callSoon(() -> queue.shutdown(false));
              return Calls.aboveTaking(queue);
            });
    assertCompleted(List.of("taking", "aboveTaking"), waited);
    Throwable ready = failureOf(() -> Calls.aboveTaking(queue));
    assertEquals(calls(ready.getStackTrace()).toString(), calls(waited.getStackTrace()).toString());
  }

  @Test
  void failurePendingWhileFinallyAwaits_isNotDoubled() {
    assertCompleted(List.of("leaf", "middle", "cleaning"), failureOf(Calls::cleaning));
    assertCompleted(
        List.of("cleaningLeaf", "aboveCleaningLeaf"), failureOf(Calls::aboveCleaningLeaf));
  }

  @Test
  void cause_isCompletedToo() {
    Throwable failure = failureOf(Calls::aboveWrapping);
    assertCompleted(List.of("wrapping", "aboveWrapping"), failure);
    assertCompleted(List.of("leaf", "wrapping", "aboveWrapping"), failure.getCause());
  }

  @Test
  void suppressed_isCompletedToo() {
    Throwable failure = failureOf(Calls::aboveSuppressing);
    assertCompleted(List.of("suppressing", "aboveSuppressing"), failure);
    List<String> ofClose = methods(failure.getSuppressed()[0].getStackTrace());
    assertEquals(List.of("suppressing", "aboveSuppressing"), ofClose.subList(1, ofClose.size()));
  }

  @Test
  void lambda_isACallLikeAnyOther() {
    Throwable failure =
        failureOf(
            () -> {
              Await.of(Calls.top(true));
              return Coroutine.done();
            });
    List<String> lambdas =
        Arrays.stream(failure.getStackTrace())
            .filter(element -> element.getClassName().equals(StackTraceTest.class.getName()))
            .map(StackTraceElement::getMethodName)
            .filter(method -> method.startsWith("lambda$lambda_isACallLikeAnyOther"))
            .toList();
    assertEquals(1, lambdas.size(), () -> Arrays.toString(failure.getStackTrace()));
  }

  @Test
  void failureOfAGatheredTask_showsWhoGathered() {
    assertEquals(
        List.of("leaf", "middle", "top", "gathering"),
        methods(Weft.stackTrace(failureOf(Calls::gathering))));
  }

  @Test
  void failureInAGroup_keepsItsOwnCalls() {
    Throwable group = failureOf(Calls::grouping);
    Throwable failure =
        group instanceof AsyncGroupException several ? several.failures().get(0) : group;
    List<String> calls = methods(Weft.stackTrace(failure));
    assertEquals(List.of("leaf", "middle", "top"), calls.subList(0, 3), calls::toString);
  }

  /** An exception that is made once and thrown for ever must not grow. */
  @Test
  void failureOfVeryManyFutures_keepsNoMoreAwaitsThanAStackHasElements() {
    IOException failure = new IOException();
    Weft.run(
        () -> {
          for (int i = 0; i < 3_000; i++) {
            CompletableFuture<Void> stage = new CompletableFuture<>();
            Task<Void> task = Weft.createTask(() -> Calls.awaiting(stage));
            Await.of(Weft.sleep(Duration.ZERO));
            stage.completeExceptionally(failure);
            Await.of(Weft.settle(task));
          }
          return Coroutine.done();
        });
    int awaits = methods(Weft.stackTrace(failure)).size();
    assertTrue(awaits > 0 && awaits <= 1_024, () -> awaits + " awaits");
  }

  @Test
  void failureOfAStage_isLeftAlone_andItsAwaitsAreKnown() {
    IOException failure = new IOException();
    StackTraceElement[] before = failure.getStackTrace();
    CompletableFuture<Void> stage = new CompletableFuture<>();
    assertSame(
        failure,
        failureOf(
            () -> {
              EventLoop.running().callSoon(() -> stage.completeExceptionally(failure));
              return Calls.awaiting(stage);
            }));
    assertArrayEquals(before, failure.getStackTrace());
    assertEquals(List.of("awaiting"), methods(Weft.stackTrace(failure)));
  }

  @Test
  void logOfAFailureThatNobodyRetrieved_namesTheAwaitsThatItCameThrough() {
    try (LogCapture log = new LogCapture()) {
      Weft.run(
          () -> {
            CompletableFuture<Void> stage = new CompletableFuture<>();
            Weft.createTask(() -> Calls.awaiting(stage));
            Await.of(Weft.sleep(Duration.ZERO));
            stage.completeExceptionally(new IOException("lost"));
            Await.of(Weft.sleep(Duration.ofMillis(1)));
            return Coroutine.done();
          });
      assertTrue(log.text().contains("awaited by:"), log::text);
      assertTrue(log.text().contains("at " + Calls.class.getName() + ".awaiting("), log::text);
    }
  }

  @Test
  void failureOfATask_isLeftAloneOnceItIsShared() {
    List<Throwable> seen = new ArrayList<>();
    List<StackTraceElement[]> traces = new ArrayList<>();
    Weft.run(
        () -> {
          Task<Void> task = Weft.createTask(() -> Calls.top(true));
          for (int i = 0; i < 2; i++) {
            try {
              Await.of(Calls.awaitingTask(task), IOException.class);
            } catch (IOException e) {
              seen.add(e);
              traces.add(e.getStackTrace());
              assertEquals(
                  List.of("leaf", "middle", "top", "awaitingTask"), methods(Weft.stackTrace(e)));
            }
          }
          return Coroutine.done();
        });
    assertSame(seen.get(0), seen.get(1));
    assertArrayEquals(traces.get(0), traces.get(1));
    assertEquals(List.of("leaf", "middle", "top"), methods(traces.get(0)));
  }

  @Test
  void hotMethod_showsItsOwnCallsAndThenItsAwaits() {
    Throwable failure =
        failureOf(
            () -> {
              Await.of(Calls.hot());
              return Coroutine.done();
            });
    assertEquals(List.of("leaf", "middle", "hot"), methods(failure.getStackTrace()));
    assertEquals(List.of("leaf", "middle", "hot"), methods(Weft.stackTrace(failure)));
  }

  @Test
  void generator_isACallOfItsConsumer() {
    assertCompleted(List.of("leaf", "generator", "consuming"), failureOf(Calls::consuming));
  }

  private static final class Traceless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Traceless() {
      super(null, null, false, false);
    }
  }

  @Test
  void exceptionWithoutATrace_staysWithout() {
    Throwable failure =
        failureOf(
            () -> {
              Await.of(Weft.sleep(Duration.ZERO));
              throw new Traceless();
            });
    assertEquals(0, failure.getStackTrace().length);
  }

  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace for you");
    }
  }

  @Test
  void exceptionThatRefusesItsTrace_arrivesAllTheSame() {
    assertSame(
        Hostile.class,
        failureOf(
                () -> {
                  Await.of(Weft.sleep(Duration.ZERO));
                  throw new Hostile();
                })
            .getClass());
  }
}
