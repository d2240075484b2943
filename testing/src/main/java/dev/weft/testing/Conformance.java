package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.ExceptionContext;
import dev.weft.annotations.Async;
import dev.weft.net.StreamProtocol;
import dev.weft.net.WriteTransport.WriteBufferLimits;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the tests of {@link TransportConformance}, each on a loop of its own. */
abstract class Conformance {

  /** What the protocols of some tests throw. */
  static final IllegalStateException EXPECTED = new IllegalStateException("expected");

  static final WriteBufferLimits LOW_LIMITS = new WriteBufferLimits(1_000, 4_000);

  // ---- what transports say, see TransportConformance ----

  abstract Coroutine<?> connect(StreamProtocol client, StreamProtocol server) throws Exception;

  abstract TestLoop newLoop();

  abstract int largeAmount();

  // ---- the frame of a test ----

  final void test(ConnectedTest.Body body) throws Exception {
    test(RecordingProtocol::new, body);
  }

  /** Runs {@code body} with a server of its own kind. */
  final void test(Supplier<RecordingProtocol> server, ConnectedTest.Body body) throws Exception {
    try (TestLoop loop = newLoop()) {
      run(loop, server, body);
    }
  }

  /** Runs {@code body} with a server that throws something, which the loop must be told. */
  final void testFailing(Supplier<RecordingProtocol> server, ConnectedTest.Body body)
      throws Exception {
    try (TestLoop loop = newLoop()) {
      run(loop, server, body);
      List<ExceptionContext> reports = loop.takeReports();
      assertEquals(1, reports.size(), reports::toString);
      assertSame(EXPECTED, reports.get(0).exception());
    }
  }

  final void run(TestLoop loop, Supplier<RecordingProtocol> server, ConnectedTest.Body body)
      throws Exception {
    loop.run(
        () -> new ConnectedTest(new RecordingProtocol(), server.get()).run(this::connect, body));
  }

  static byte[] randomBytes(int size) {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    return data;
  }

  static String text(RecordingProtocol protocol) {
    return protocol.received.toString(UTF_8);
  }

  @Async
  static Coroutine<@Nullable Void> receive(RecordingProtocol protocol, String expected) {
    Await.of(protocol.until(() -> protocol.received.size() >= expected.length()));
    assertEquals(expected, text(protocol));
    return Coroutine.done();
  }

  /** Lowers the limits, and writes until the protocol is told to stop. Returns how much. */
  static int fill(RecordingProtocol protocol) {
    protocol.transport().setWriteBufferLimits(LOW_LIMITS);
    byte[] piece = new byte[4 * 1024];
    int size = 0;
    while (!protocol.events.contains("pause")) {
      assertTrue(size < 256 << 20, "pauseWriting is never called");
      protocol.transport().write(piece);
      size += piece.length;
    }
    return size;
  }
}
