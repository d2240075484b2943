package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import dev.weft.net.FaultyRelay.Fault;
import dev.weft.net.FaultyRelay.Outcome;
import dev.weft.net.FaultyRelay.Plan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections that break in every way and at every byte cost nobody else anything: the next client
 * is served, nothing is reported, and no task, thread or descriptor is left.
 */
@Tag("slow")
@Timeout(300)
class FaultsTest {

  /**
   * Every byte of a plain dialogue; of a TLS one, which has 3,000, every byte only when soaking.
   */
  private static final int TLS_STEP = Boolean.getBoolean("weft.soak") ? 1 : 37;

  private static final int AT_ONCE = 32;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final List<Object> reported = new ArrayList<>();
  private Resources before;

  @BeforeEach
  void count() throws Exception {
    withServer(false, server -> Coroutine.done()); // what is made once for all is made now
    withServer(true, server -> Coroutine.done());
    before = Resources.now();
  }

  @AfterEach
  void countAgain() {
    before.assertGivenBack();
  }

  // ---- the dialogue ----

  private static final String QUESTION = "0123456789";
  private static final String ANSWER = QUESTION.repeat(3);

  /** Answers questions until the client has had enough. */
  @Async
  private static Coroutine<Void> serve(StreamReader reader, StreamWriter writer) {
    try (writer) {
      while (QUESTION.equals(Await.of(reader.readLine()))) {
        writer.write(ANSWER + "\n");
        Await.of(writer.drain());
      }
    } catch (IOException broken) {
      writer.transport().abort();
    }
    return Coroutine.done();
  }

  /** Asks twice. Gives whether both were answered; an answer that is wrong fails the test. */
  @Async
  private static Coroutine<Boolean> ask(int port, boolean tls, boolean garbled) {
    try (Streams streams = Await.of(Net.openConnection(to(port, tls)))) {
      boolean answered = true;
      for (int i = 0; answered && i < 2; i++) {
        streams.writer().write(QUESTION + "\n");
        String answer = Await.of(streams.reader().readLine());
        answered = ANSWER.equals(answer);
        assertTrue(garbled || answer == null || ANSWER.startsWith(answer), answer);
      }
      streams.close();
      Await.of(streams.writer().waitClosed());
      return Coroutine.of(answered);
    } catch (IOException broken) {
      return Coroutine.of(false);
    }
  }

  private static ConnectOptions to(int port, boolean tls) {
    ConnectOptions plain = ConnectOptions.to("127.0.0.1", port);
    TlsOptions client =
        TlsOptions.of(TestCertificates.client())
            .serverHostName("localhost")
            .shutdownTimeout(Duration.ofMillis(500));
    return tls ? plain.tls(client) : plain;
  }

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  /** Runs {@code clients}, after which the server must serve the next one and have nothing left. */
  private void withServer(boolean tls, AsyncFunction<Server, Void, Exception> clients)
      throws Exception {
    ServerOptions plain = ServerOptions.on("127.0.0.1", 0);
    ServerOptions options = tls ? plain.tls(TlsOptions.of(TestCertificates.server())) : plain;
    Weft.run(
        () -> {
          EventLoop.running().setExceptionHandler((loop, context) -> reported.add(context));
          try (Server server = Await.of(Net.startServer(FaultsTest::serve, options))) {
            Await.of(clients.apply(server));
            assertTrue(Await.of(ask(port(server), tls, false)), "the next client is served");
            server.close();
            Await.of(Weft.waitFor(server.waitClosed(), LIMIT));
            assertEquals(1, Weft.allTasks().size(), () -> Weft.allTasks().toString());
          }
          return Coroutine.done();
        });
    assertEquals(List.of(), reported);
  }

  // ---- faults at every byte ----

  static Stream<Arguments> faults() {
    return Stream.of(Fault.values())
        .flatMap(
            fault ->
                Stream.of(
                    Arguments.of(fault, true, false),
                    Arguments.of(fault, false, false),
                    Arguments.of(fault, true, true),
                    Arguments.of(fault, false, true)));
  }

  @ParameterizedTest(name = "{0}, to the server: {1}, TLS: {2}")
  @MethodSource("faults")
  void connectionThatBreaksAnywhere_costsNobodyElseAnything(
      Fault fault, boolean toServer, boolean tls) throws Exception {
    withServer(tls, server -> breakAtEveryByte(port(server), fault, toServer, tls));
  }

  /** Until the dialogue is shorter than the offset. */
  @Async
  private static Coroutine<Void> breakAtEveryByte(
      int port, Fault fault, boolean toServer, boolean tls) throws Exception {
    int step = tls ? TLS_STEP : 1;
    boolean struck = true;
    for (long first = 0; struck; first += AT_ONCE * step) {
      List<Long> offsets =
          LongStream.iterate(first, offset -> offset + step).limit(AT_ONCE).boxed().toList();
      List<Boolean> results =
          Await.of(
              Weft.map(
                  offsets,
                  AT_ONCE,
                  offset -> breakAt(port, new Plan(fault, toServer, offset), tls)));
      struck = !results.contains(false);
    }
    return Coroutine.done();
  }

  /** Gives whether the fault has struck; where it has not, the dialogue must come to its end. */
  @Async
  private static Coroutine<Boolean> breakAt(int port, Plan plan, boolean tls) throws Exception {
    Outcome<Boolean> outcome =
        Await.of(FaultyRelay.run(port, plan, relay -> breaksOff(relay, plan, tls)));
    assertTrue(outcome.struck() || !outcome.result(), () -> plan + ": breaks off without it");
    return Coroutine.of(outcome.struck());
  }

  /** Asks as long as patience lasts. Gives whether the dialogue ended before. */
  @Async
  private static Coroutine<Boolean> breaksOff(int port, Plan plan, boolean tls) {
    boolean silent = plan.fault() == Fault.STALL || plan.fault() == Fault.GARBAGE;
    boolean garbled = plan.fault() == Fault.GARBAGE && !tls;
    try {
      return Coroutine.of(
          !Await.of(Weft.waitFor(ask(port, tls, garbled), silent ? PATIENCE : LIMIT)));
    } catch (TimeoutException e) {
      assertTrue(silent, () -> plan + " leaves a client that waits for ever");
      return Coroutine.of(false);
    }
  }
}
