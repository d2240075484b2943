package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import dev.weft.net.Streams;
import dev.weft.sync.AsyncLock;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.FakeNetwork;
import dev.weft.testing.LinkOptions;
import dev.weft.testing.MemoryTransport;
import dev.weft.testing.Repeat;
import dev.weft.testing.Sequencer;
import dev.weft.testing.TestLoop;
import dev.weft.testing.TestOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/testing.md}, and of the Javadoc of {@code dev.weft.testing}. */
class TestingPageExamplesTest {

  private final List<String> log = new ArrayList<>();
  private int inside;
  private int mostInside;

  @AsyncTest
  void retry_waitsASecond(TestLoop loop) throws Exception {
    String answer =
        loop.run(
            () -> {
              Await.of(Weft.sleep(Duration.ofSeconds(1)));
              return Coroutine.of("answer");
            });
    assertEquals("answer", answer);
    assertEquals(Duration.ofSeconds(1), loop.time());
  }

  /** The README's. */
  @AsyncTest
  void answer_comesAfterAnHour(TestLoop loop) {
    loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofHours(1)))));
    assertEquals(Duration.ofHours(1), loop.time());
  }

  @Test
  void loop_isAResource() {
    try (TestLoop loop = new TestLoop()) {
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofHours(1)))));
    }
  }

  @Test
  void options_areTheLoops() {
    TestOptions options = TestOptions.standard().withSeed(17L).withLimit(Duration.ofDays(30));
    try (TestLoop loop = new TestLoop(options)) {
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofDays(7)))));
    }
  }

  private static final class Client {
    CompletableFuture<String> ask() {
      return new CompletableFuture<String>().completeOnTimeout("answer", 10, TimeUnit.MILLISECONDS);
    }
  }

  @AsyncTest
  void stage_isOutside(TestLoop loop) throws Exception {
    Client client = new Client();
    String answer =
        loop.run(
            () ->
                Weft.timeout(
                    Duration.ofSeconds(30),
                    limit -> Coroutine.of(Await.of(loop.outside(client.ask())))));
    assertEquals("answer", answer);
  }

  @AsyncTest(seeds = 100)
  void lock_admitsOneAtATime(TestLoop loop) {
    AsyncLock lock = new AsyncLock();
    loop.run(() -> Coroutine.of(Await.of(Weft.gather(enter(lock), enter(lock), enter(lock)))));
    assertEquals(1, mostInside);
  }

  @Async
  private Coroutine<Void> enter(AsyncLock lock) {
    try (var held = Await.of(lock.hold())) {
      mostInside = Math.max(mostInside, ++inside);
      Await.of(Weft.sleep(Duration.ZERO));
      inside--;
    }
    return Coroutine.done();
  }

  private static final class Account {
    int balance;

    Account(int balance) {
      this.balance = balance;
    }
  }

  @Async
  private static Coroutine<Void> transfer(Account from, Account to, int amount) {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    from.balance -= amount;
    to.balance += amount;
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    return Coroutine.done();
  }

  @Test
  void transfer_isWholeOrNot() throws Exception {
    Repeat.cancellingEachAwait(
        loop -> {
          Account from = new Account(100);
          Account to = new Account(0);
          loop.runCancelling(() -> transfer(from, to, 10));
          assertEquals(100, from.balance + to.balance);
        });
  }

  @AsyncTest
  void lock_isWaitedFor(TestLoop loop) {
    loop.run(
        () -> {
          AsyncLock lock = new AsyncLock();
          Await.of(lock.acquire());
          Task<Void> waiting = Weft.createTask(enter(lock));
          Await.of(loop.waitAllTasksBlocked());
          assertFalse(waiting.isDone());
          lock.release();
          Await.of(waiting);
          return Coroutine.done();
        });
  }

  private final Sequencer sequencer = new Sequencer();

  @Async
  private Coroutine<Void> inTurn(String name, int position) {
    try (var turn = Await.of(sequencer.turn(position))) {
      log.add(name);
    }
    return Coroutine.done();
  }

  @AsyncTest
  void turns_decideTheOrder(TestLoop loop) {
    loop.run(() -> Coroutine.of(Await.of(Weft.gather(inTurn("b", 1), inTurn("a", 0)))));
    assertEquals(List.of("a", "b"), log);
  }

  @AsyncTest
  void report_isTaken(TestLoop loop) {
    loop.eventLoop().callSoon(() -> Integer.parseInt("x"));
    loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ZERO))));
    assertEquals(1, loop.takeReports().size());
  }

  /** Answers each line with the same in capitals. */
  @Async
  private static Coroutine<Void> shout(Streams streams) throws IOException {
    try (streams) {
      String line = Await.of(streams.reader().readLine());
      streams.writer().write(line.toUpperCase(Locale.ROOT) + "\n");
    }
    return Coroutine.done();
  }

  private static final class Silent implements Protocol {
    @Override
    public void dataReceived(ByteBuffer data) {}
  }

  @AsyncTest
  void server_copesWithSingleBytes(TestLoop loop) throws Exception {
    LinkOptions slow = LinkOptions.standard().withMaxSegment(1).withLatency(Duration.ofMillis(200));
    loop.run(
        () -> {
          var pair = MemoryTransport.pair(new Silent(), new Silent(), slow, slow, 1);
          Await.of(Weft.sleep(Duration.ZERO)); // connectionMade
          Task<Void> serving = Weft.createTask(() -> shout(Net.streams(pair.second())));
          try (Streams client = Net.streams(pair.first())) {
            client.writer().write("hello\n");
            assertEquals("HELLO", Await.of(client.reader().readLine()));
          }
          Await.of(serving);
          return Coroutine.done();
        });
    assertEquals(Duration.ofMillis(400), loop.time());
  }

  /** A server that answers one line with the same in capitals. */
  private static final class Database {
    static Coroutine<Void> answer(StreamReader reader, StreamWriter writer) throws IOException {
      return shout(new Streams(reader, writer));
    }
  }

  /** A client that does not give up. */
  private static final class App {
    @Async
    static Coroutine<String> askPatiently(String question) {
      while (true) {
        try {
          return Coroutine.of(Await.of(Weft.waitFor(ask(question), Duration.ofSeconds(10))));
        } catch (IOException failure) { // a time limit that has passed, too
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
        }
      }
    }

    @Async
    private static Coroutine<String> ask(String question) throws IOException {
      try (Streams db = Await.of(Net.openConnection("db", 5432))) {
        db.writer().write(question + "\n");
        return Coroutine.of(Await.of(db.reader().readLine()));
      }
    }
  }

  @AsyncTest(seeds = 3)
  void client_survivesAPartition(TestLoop loop) throws Exception {
    FakeNetwork network = loop.fakeNetwork().addHosts("app", "db");
    network.setLinks(LinkOptions.standard().withLatency(Duration.ofMillis(20)));
    loop.run(
        () -> {
          try (Server server = Await.of(Net.startServer(Database::answer, "db", 5432))) {
            Task<String> asking = network.createTask("app", () -> App.askPatiently("hello"));
            network.partition("app", "db");
            Await.of(Weft.sleep(Duration.ofMinutes(1)));
            network.heal();
            assertEquals("HELLO", Await.of(asking));
          }
          return Coroutine.done();
        });
  }
}
