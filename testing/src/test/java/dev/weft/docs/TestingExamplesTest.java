package dev.weft.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import dev.weft.net.StreamProtocol;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import dev.weft.net.Streams;
import dev.weft.net.Transport;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.FakeNetwork;
import dev.weft.testing.LinkOptions;
import dev.weft.testing.MemoryTransport;
import dev.weft.testing.Repeat;
import dev.weft.testing.Sequencer;
import dev.weft.testing.TestLoop;
import dev.weft.testing.TestOptions;
import dev.weft.testing.TransportConformance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The examples of {@code dev.weft.testing}. */
class TestingExamplesTest {

  private final List<String> log = new ArrayList<>();

  // ---- loops ----

  @Test
  void hour_isOverAtOnce() {
    try (var loop = new TestLoop()) {
      loop.run(
          () -> {
            Await.of(Weft.sleep(Duration.ofHours(1)));
            return Coroutine.done();
          });
    }
  }

  @Test
  void options_areTheLoops() {
    TestOptions options = TestOptions.standard().withSeed(17L).withLimit(Duration.ofDays(30));
    try (var loop = new TestLoop(options)) {
      loop.run(() -> Weft.sleep(Duration.ofDays(7)));
    }
  }

  @AsyncTest
  void retries_afterASecond(TestLoop loop) throws Exception {
    loop.run(
        () -> {
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          return Coroutine.done();
        });
  }

  private static final class Accounts {
    private int from = 1_000;
    private int to;

    @Async
    Coroutine<Void> transfer(int amount) {
      Await.of(Weft.sleep(Duration.ofSeconds(1))); // asks whether it may
      from -= amount;
      to += amount;
      Await.of(Weft.sleep(Duration.ofSeconds(1))); // tells both
      return Coroutine.done();
    }

    int sum() {
      return from + to;
    }
  }

  @Test
  void transfer_isAllOrNothing() throws Exception {
    Repeat.cancellingEachAwait(
        loop -> {
          var accounts = new Accounts();
          loop.runCancelling(() -> accounts.transfer(100));
          assertEquals(1_000, accounts.sum());
        });
  }

  @AsyncTest(seeds = 10)
  void turns_areTaken(TestLoop loop) {
    loop.run(
        () -> {
          var sequencer = new Sequencer();
          Task<Void> answering =
              Weft.createTask(
                  () -> {
                    try (var turn = Await.of(sequencer.turn(1))) {
                      log.add("answer");
                    }
                    return Coroutine.done();
                  });
          try (var turn = Await.of(sequencer.turn(0))) {
            log.add("question");
          }
          Await.of(answering);
          return Coroutine.done();
        });
    assertEquals(List.of("question", "answer"), log);
  }

  // ---- network ----

  private static final class Database {
    @Async
    static Coroutine<Void> answer(StreamReader reader, StreamWriter writer) throws IOException {
      try (writer) {
        writer.write(Await.of(reader.readLine()).toUpperCase() + "\n");
      }
      return Coroutine.done();
    }
  }

  private static final class App {
    @Async
    static Coroutine<String> askPatiently(String question) throws IOException {
      while (true) {
        try (Streams db =
            Await.of(Weft.waitFor(Net.openConnection("db", 5432), Duration.ofSeconds(5)))) {
          db.writer().write(question + "\n");
          return Coroutine.of(Await.of(db.reader().readLine()));
        } catch (IOException partitioned) {
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
        }
      }
    }
  }

  @AsyncTest
  void question_outlivesAPartition(TestLoop loop) throws IOException {
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

  private static final class Recorder implements Protocol {
    private String received = "";

    @Override
    public void dataReceived(ByteBuffer data) {
      received += UTF_8.decode(data);
    }

    String received() {
      return received;
    }
  }

  private static final class Echo implements Protocol {
    private Transport transport;

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      transport.write(data);
    }
  }

  @AsyncTest
  void ping_comesBack(TestLoop loop) {
    loop.run(
        () -> {
          Recorder client = new Recorder();
          Echo server = new Echo();
          MemoryTransport.pair(client, server).first().write("ping".getBytes(UTF_8));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          assertEquals("ping", client.received());
          server.transport.close();
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          return Coroutine.done();
        });
  }

  private static final class MyTransport {
    static void pair(StreamProtocol client, StreamProtocol server) {
      LinkOptions slow =
          LinkOptions.standard().withLatency(Duration.ofMillis(50)).withMaxSegment(1);
      MemoryTransport.pair(client, server, slow, slow, 0);
    }
  }

  @Nested
  class MyTransportTest extends TransportConformance {
    protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) {
      MyTransport.pair(client, server);
      return Coroutine.done();
    }
  }
}
