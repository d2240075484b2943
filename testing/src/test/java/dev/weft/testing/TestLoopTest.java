package dev.weft.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Outcome;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import dev.weft.net.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestLoopTest {

  private final List<String> log = new ArrayList<>();

  // ---- time ----

  @Test
  void sleep_takesVirtualTimeOnly() {
    long start = System.nanoTime();
    try (TestLoop loop = new TestLoop()) {
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofMinutes(50)))));
      assertEquals(Duration.ofMinutes(50), loop.time());
    }
    assertTrue(System.nanoTime() - start < Duration.ofMinutes(1).toNanos());
  }

  @Test
  void timersOfManyTasks_runInOrderOfTheirTimes() {
    try (TestLoop loop = new TestLoop()) {
      loop.run(() -> Coroutine.of(Await.of(Weft.gather(late("c", 3), late("a", 1), late("b", 2)))));
    }
    assertEquals(List.of("a", "b", "c"), log);
  }

  @Async
  private Coroutine<Void> late(String entry, int seconds) {
    Await.of(Weft.sleep(Duration.ofSeconds(seconds)));
    log.add(entry);
    return Coroutine.done();
  }

  @Test
  void advance_makesTimersDue() {
    try (TestLoop loop = new TestLoop()) {
      loop.run(
          () -> {
            var sleeping = Weft.createTask(late("a", 60));
            Await.of(Weft.sleep(Duration.ZERO));
            loop.advance(Duration.ofSeconds(60));
            Await.of(sleeping);
            return Coroutine.done();
          });
      assertEquals(Duration.ofSeconds(60), loop.time());
    }
  }

  @Test
  void loopItself_runsInVirtualTimeToo() {
    try (TestLoop test = new TestLoop()) {
      test.eventLoop().callLater(Duration.ofMinutes(10), test.eventLoop()::stop);
      test.eventLoop().runForever();
      assertEquals(Duration.ofMinutes(10), test.time());
    }
  }

  @Test
  void runThatNeverEnds_failsAtItsLimitAndTellsWhereItsTasksAre() {
    var options = TestOptions.standard().withLimit(Duration.ofSeconds(10));
    try (TestLoop loop = new TestLoop(options)) {
      AssertionError error =
          assertThrows(AssertionError.class, () -> loop.run(() -> sleepingForever("poller")));
      assertTrue(error.getMessage().contains("longer than PT10S of virtual time"));
      assertTrue(
          error.getMessage().contains("sleepingForever(TestLoopTest.java:"), error.getMessage());
    }
    assertEquals(List.of("cleaned up"), log);
  }

  @Async
  private Coroutine<Void> sleepingForever(String name) {
    Weft.currentTask().setName(name);
    try {
      while (true) {
        Await.of(Weft.sleep(Duration.ofSeconds(1)));
      }
    } finally {
      log.add("cleaned up");
    }
  }

  @Test
  void tasksThatWaitForEachOther_failWhenPatienceIsOver() {
    var options = TestOptions.standard().withPatience(Duration.ofMillis(20));
    try (TestLoop loop = new TestLoop(options)) {
      AssertionError error =
          assertThrows(
              AssertionError.class,
              () ->
                  loop.run(() -> Coroutine.of(Await.of(loop.eventLoop().<String>createFuture()))));
      assertTrue(error.getMessage().startsWith("Nothing has happened for PT0.02S of real time"));
      assertTrue(error.getMessage().contains("Task-1"), error.getMessage());
    }
  }

  // ---- other threads ----

  @Test
  void clock_doesNotJumpWhileAnExecutorWorks() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (TestLoop loop = new TestLoop()) {
      loop.eventLoop().callLater(Duration.ofMillis(30), mayEnd::countDown);
      loop.run(
          () -> {
            Await.of(
                Weft.timeout(
                    Duration.ofMinutes(1),
                    limit ->
                        Coroutine.of(
                            Await.of(Weft.toThread(() -> mayEnd.await(1, TimeUnit.MINUTES))))));
            return Coroutine.done();
          });
      assertTrue(loop.time().compareTo(Duration.ofSeconds(50)) < 0, "at " + loop.time());
    }
  }

  @Test
  void clock_jumpsAgainAfterExecutorWork() {
    try (TestLoop loop = new TestLoop(TestOptions.standard().withPatience(Duration.ofSeconds(2)))) {
      loop.run(
          () -> {
            assertEquals("worked", Await.of(Weft.toThread(() -> "worked")));
            Await.of(Weft.sleep(Duration.ofMinutes(30)));
            return Coroutine.done();
          });
    }
  }

  @Test
  void clock_jumpsAgainAfterWorkThatWasCancelledBeforeItBegan() {
    try (TestLoop loop = new TestLoop(TestOptions.standard().withPatience(Duration.ofSeconds(2)))) {
      loop.run(
          () -> {
            var never = loop.eventLoop().runInExecutor(task -> {}, () -> "never");
            never.cancel();
            Await.of(Weft.sleep(Duration.ofMinutes(30)));
            return Coroutine.done();
          });
    }
  }

  @Test
  void stage_isTimedOutByVirtualTimeUnlessItIsOutside() throws Exception {
    try (TestLoop loop = new TestLoop()) {
      CompletableFuture<String> stage = new CompletableFuture<>();
      assertThrows(TimeoutException.class, () -> loop.run(() -> limited(stage)));
    }
    try (TestLoop loop = new TestLoop()) {
      CompletableFuture<String> stage = new CompletableFuture<>();
      stage.completeOnTimeout("answer", 20, TimeUnit.MILLISECONDS);
      String answer = loop.run(() -> limited(loop.outside(stage)));
      assertEquals("answer", answer);
    }
  }

  @Async
  private static Coroutine<String> limited(CompletableFuture<String> stage)
      throws TimeoutException {
    return Coroutine.of(
        Await.of(Weft.timeout(Duration.ofMinutes(1), t -> Coroutine.of(Await.of(stage)))));
  }

  // ---- channels ----

  @Test
  void clock_doesNotJumpWhileAChannelIsWatched() throws Exception {
    Pipe pipe = pipe();
    try (TestLoop test = new TestLoop()) {
      EventLoop loop = test.eventLoop();
      loop.addReader(pipe.source(), loop::stop);
      loop.callLater(Duration.ofMinutes(1), () -> log.add("limit"));
      loop.callLater(Duration.ofMillis(20), () -> write(pipe));
      loop.runForever();
      assertEquals(List.of(), log);
      loop.removeReader(pipe.source());
    }
    close(pipe);
  }

  @Test
  void clock_isMovedByHandAlthoughAChannelIsWatched() throws Exception {
    Pipe pipe = pipe();
    try (TestLoop test = new TestLoop()) {
      EventLoop loop = test.eventLoop();
      loop.addReader(pipe.source(), loop::stop);
      loop.callLater(Duration.ofMinutes(1), loop::stop);
      test.advance(Duration.ofMinutes(1));
      loop.runForever();
      assertEquals(Duration.ofMinutes(1), test.time());
      loop.removeReader(pipe.source());
    }
    close(pipe);
  }

  private static void close(Pipe pipe) throws IOException {
    pipe.sink().close();
    pipe.source().close();
  }

  private static Pipe pipe() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    return pipe;
  }

  private static void write(Pipe pipe) {
    try {
      pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void channelThatIsLeft_failsTheTest() throws Exception {
    Pipe pipe = pipe();
    TestLoop test = new TestLoop();
    test.eventLoop().addReader(pipe.source(), () -> {});
    AssertionError error = assertThrows(AssertionError.class, test::close);
    assertTrue(error.getMessage().contains("pipe open; close it: "), error.getMessage());
    close(pipe);
  }

  @Test
  void transportThatIsClosedAtTheEnd_isNoLeak() throws Exception {
    try (TestLoop test = new TestLoop()) {
      test.run(
          () -> {
            Server server = Await.of(Net.startServer(TestLoopTest::readLine, "127.0.0.1", 0));
            InetSocketAddress address = (InetSocketAddress) server.addresses().get(0);
            Streams client = Await.of(Net.openConnection("127.0.0.1", address.getPort()));
            client.close();
            server.close();
            Await.of(server.waitClosed());
            return Coroutine.done();
          });
    }
  }

  @Async
  private static Coroutine<Void> readLine(StreamReader reader, StreamWriter writer)
      throws IOException {
    try (writer) {
      Await.of(reader.readLine());
    }
    return Coroutine.done();
  }

  // ---- all blocked ----

  @Test
  void waitAllTasksBlocked_returnsWhenOthersWait_beforeTheClockJumps() {
    try (TestLoop loop = new TestLoop()) {
      loop.run(
          () -> {
            var busy = Weft.createTask(() -> busy(20));
            Await.of(loop.waitAllTasksBlocked());
            log.add("blocked at " + loop.time());
            Await.of(busy);
            return Coroutine.done();
          });
    }
    assertEquals(List.of("worked 20 passes", "blocked at PT0S", "slept"), log);
  }

  @Async
  private Coroutine<Void> busy(int passes) {
    for (int i = 0; i < passes; i++) {
      Await.of(Weft.sleep(Duration.ZERO));
    }
    log.add("worked " + passes + " passes");
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    log.add("slept");
    return Coroutine.done();
  }

  @Test
  void waitAllTasksBlocked_canBeCancelled() {
    try (TestLoop loop = new TestLoop()) {
      loop.run(
          () -> {
            var waiting = Weft.createTask(loop.waitAllTasksBlocked());
            Await.of(Weft.sleep(Duration.ZERO));
            waiting.cancel();
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
            assertTrue(waiting.isCancelled());
            return Coroutine.done();
          });
    }
  }

  // ---- leaks ----

  @Test
  void taskThatIsLeft_failsTheTestAndIsCancelled() {
    TestLoop loop = new TestLoop();
    loop.run(
        () -> {
          Weft.createTask(() -> sleepingForever("left"));
          Await.of(Weft.sleep(Duration.ZERO));
          return Coroutine.done();
        });
    AssertionError error = assertThrows(AssertionError.class, loop::close);
    assertEquals(
        "The test has left a task behind; cancel it or await it: <Task left pending>",
        error.getMessage());
    assertEquals(List.of("cleaned up"), log);
    assertTrue(loop.eventLoop().isClosed());
    loop.close();
  }

  @Test
  void taskThatWasCancelledLast_isNoLeak() {
    try (TestLoop loop = new TestLoop()) {
      loop.run(
          () -> {
            var task = Weft.createTask(() -> sleepingForever("cancelled"));
            Await.of(Weft.sleep(Duration.ZERO));
            task.cancel();
            return Coroutine.done();
          });
    }
    assertEquals(List.of("cleaned up"), log);
  }

  @Test
  void failureThatNobodyLooksAt_failsTheTest() {
    IOException failure = new IOException("lost");
    TestLoop loop = new TestLoop();
    loop.run(
        () -> {
          Weft.createTask(() -> failing(failure));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          return Coroutine.done();
        });
    AssertionError error = assertThrows(AssertionError.class, loop::close);
    assertTrue(error.getMessage().contains("Exception was never retrieved"), error.getMessage());
    assertSame(failure, error.getSuppressed()[0]);
  }

  @Async
  private static Coroutine<Void> failing(IOException failure) throws IOException {
    Await.of(Weft.sleep(Duration.ZERO));
    throw failure;
  }

  @Test
  void reportThatIsTaken_doesNotFailTheTest() {
    try (TestLoop loop = new TestLoop()) {
      loop.eventLoop()
          .callSoon(
              () -> {
                throw new IllegalStateException("on purpose");
              });
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofSeconds(1)))));
      var reports = loop.takeReports();
      assertEquals(1, reports.size());
      assertEquals("on purpose", reports.get(0).exception().getMessage());
    }
  }

  @Test
  void expectedFailure_excusesNoTasks() {
    TestLoop loop = new TestLoop();
    assertThrows(
        IOException.class,
        () ->
            loop.run(
                () -> {
                  Weft.createTask(() -> sleepingForever("left"));
                  Await.of(Weft.sleep(Duration.ZERO));
                  Await.of(failing(new IOException("first")));
                  return Coroutine.done();
                }));
    AssertionError error = assertThrows(AssertionError.class, loop::close);
    assertTrue(error.getMessage().contains("<Task left pending>"), error.getMessage());
  }

  @Test
  void debugMode_isOn() {
    try (TestLoop loop = new TestLoop()) {
      assertTrue(loop.eventLoop().isDebug());
    }
  }

  // ---- order ----

  @Test
  void seed_decidesTheOrder() {
    assertEquals(orderOfTen(null), orderOfTen(null));
    assertEquals(orderOfTen(7L), orderOfTen(7L));
    assertFalse(orderOfTen(7L).equals(orderOfTen(null)));
    assertFalse(orderOfTen(7L).equals(orderOfTen(8L)));
  }

  private static List<Integer> orderOfTen(Long seed) {
    List<Integer> order = new ArrayList<>();
    try (TestLoop loop = new TestLoop(TestOptions.standard().withSeed(seed))) {
      for (int i = 0; i < 10; i++) {
        int number = i;
        loop.eventLoop().callSoon(() -> order.add(number));
      }
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofSeconds(1)))));
    }
    return order;
  }

  @Test
  void cancelledBody_isAnOutcomeLikeAnyOther() throws Exception {
    List<Outcome<String>> outcomes = new ArrayList<>();
    int runs =
        Repeat.cancellingEachAwait(loop -> outcomes.add(loop.runCancelling(() -> twoAwaits())));
    assertEquals(2, runs);
    assertTrue(outcomes.get(0) instanceof Outcome.Cancelled<String>);
    assertTrue(outcomes.get(1) instanceof Outcome.Cancelled<String>);
    assertEquals("both", outcomes.get(2).result());
    assertThrows(CancelledError.class, () -> outcomes.get(0).result());
  }

  @Async
  private static Coroutine<String> twoAwaits() {
    Await.of(Weft.sleep(Duration.ZERO));
    Await.of(Weft.sleep(Duration.ZERO));
    return Coroutine.of("both");
  }
}
