package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.BufferedProtocol;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Transport;
import dev.weft.net.WriteTransport.WriteBufferLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every transport must do, as JUnit tests: extend this class, and say how to connect.
 *
 * <pre>{@code
 * class MyTransportTest extends TransportConformance {
 *   protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) {
 *     MyTransport.pair(client, server);
 *     return Coroutine.done();
 *   }
 * }
 * }</pre>
 *
 * <p>The rules are asyncio's; the methods' names say them. Transports that cannot send an end alone
 * ({@code canWriteEof} is false) must say so by an exception.
 */
public abstract class TransportConformance {

  /** For subclasses. */
  protected TransportConformance() {}

  /** The body of a test, with both ends of a connection. */
  private interface Body {
    Coroutine<@Nullable Void> run(RecordingProtocol client, RecordingProtocol server)
        throws Exception;
  }

  // ---- for transports to say ----

  /**
   * Connects two protocols. Their {@code connectionMade} may be called later. Nothing may be left
   * open that outlives both connections: close the server, say.
   */
  protected abstract Coroutine<?> connect(StreamProtocol client, StreamProtocol server)
      throws Exception;

  /** A loop for one test. */
  protected TestLoop newLoop() {
    return new TestLoop();
  }

  /** How many bytes the tests of large amounts send, each way; 1 or more. */
  protected int largeAmount() {
    return 2 << 20;
  }

  // ---- the frame of a test ----

  private void test(Body body) throws Exception {
    try (TestLoop loop = newLoop()) {
      loop.run(() -> Coroutine.of(Await.of(between(body))));
    }
  }

  @Async
  private Coroutine<@Nullable Void> between(Body body) throws Exception {
    return between(new RecordingProtocol(), new RecordingProtocol(), body);
  }

  /** Runs {@code body}, and then ends what it has left open. */
  @Async
  private Coroutine<@Nullable Void> between(
      RecordingProtocol client, RecordingProtocol server, Body body) throws Exception {
    Await.of(connect(client, server));
    Await.of(client.until(() -> client.events.contains("made")));
    Await.of(server.until(() -> server.events.contains("made")));
    Await.of(body.run(client, server));
    client.transport().abort();
    server.transport().abort();
    Await.of(client.until(client::isLost));
    Await.of(server.until(server::isLost));
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    assertToldOnce(client);
    assertToldOnce(server);
    return Coroutine.done();
  }

  private static void assertToldOnce(RecordingProtocol protocol) {
    List<String> events = protocol.events;
    assertEquals("made", events.get(0), events::toString);
    assertEquals("lost", events.get(events.size() - 1), events::toString);
    for (String event : List.of("made", "eof", "lost")) {
      assertTrue(events.indexOf(event) == events.lastIndexOf(event), events::toString);
    }
  }

  private static byte[] randomBytes(int size) {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    return data;
  }

  private static String text(RecordingProtocol protocol) {
    return protocol.received.toString(UTF_8);
  }

  @Async
  private static Coroutine<@Nullable Void> receive(RecordingProtocol protocol, String expected) {
    Await.of(protocol.until(() -> protocol.received.size() >= expected.length()));
    assertEquals(expected, text(protocol));
    return Coroutine.done();
  }

  /** Writes until the protocol is told to stop. Returns how much was written. */
  private static int fill(RecordingProtocol protocol) {
    byte[] piece = new byte[16 * 1024];
    int size = 0;
    while (!protocol.events.contains("pause")) {
      assertTrue(size < 256 << 20, "pauseWriting is never called");
      protocol.transport().write(piece);
      size += piece.length;
    }
    return size;
  }

  // ---- the order of events ----

  /** The client closes: what it wrote comes, then the end, and both ends are told once. */
  @Test
  void close_sendsWhatWasWritten_andBothEndsAreTold() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    test(
        (client, server) -> {
          client.transport().write(data);
          client.transport().close();
          assertTrue(client.transport().isClosing());
          assertFalse(client.transport().isReading());
          Await.of(server.until(server::isLost));
          Await.of(client.until(client::isLost));
          assertArrayEquals(data, server.received.toByteArray());
          assertEquals(List.of("made", "data", "eof", "lost"), server.events);
          assertNull(client.cause);
          assertNull(server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void loss_isToldInALaterPass() throws Exception {
    test(
        (client, server) -> {
          client.transport().close();
          assertFalse(client.isLost());
          server.transport().abort();
          assertFalse(server.isLost());
          return Coroutine.done();
        });
  }

  @Test
  void closingAgain_hasNoEffect() throws Exception {
    test(
        (client, server) -> {
          client.transport().close();
          client.transport().close();
          Await.of(client.until(client::isLost));
          client.transport().close();
          client.transport().abort();
          return Coroutine.done();
        });
  }

  @Test
  void dataAfterClose_isDropped() throws Exception {
    test(
        (client, server) -> {
          server.transport().write("too late".getBytes(UTF_8));
          client.transport().close();
          Await.of(client.until(client::isLost));
          assertEquals("", text(client));
          return Coroutine.done();
        });
  }

  @Test
  void abort_dropsWhatWaits() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          int written = fill(client);
          client.transport().abort();
          assertTrue(client.transport().isClosing());
          Await.of(client.until(client::isLost));
          assertNull(client.cause);
          assertEquals(0, client.transport().getWriteBufferSize());
          server.transport().resumeReading();
          Await.of(server.until(server::isLost));
          assertTrue(server.received.size() < written);
          return Coroutine.done();
        });
  }

  @Test
  void abortWhileDataComes_isTheEndOfIt() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    try (TestLoop loop = newLoop()) {
      loop.run(
          () -> {
            RecordingProtocol aborting =
                new RecordingProtocol() {
                  @Override
                  public void dataReceived(ByteBuffer data) {
                    assertFalse(transport().isClosing());
                    super.dataReceived(data);
                    transport().abort();
                    assertTrue(transport().isClosing());
                  }
                };
            return between(
                new RecordingProtocol(),
                aborting,
                (client, server) -> {
                  client.transport().write(data);
                  Await.of(server.until(server::isLost));
                  assertNull(server.cause);
                  return Coroutine.done();
                });
          });
    }
  }

  /** The connection ends with what the protocol threw, and the loop is told. */
  @Test
  void protocolThatThrows_losesItsConnection() throws Exception {
    try (TestLoop loop = newLoop()) {
      IllegalStateException failure = new IllegalStateException("expected");
      loop.run(
          () -> {
            RecordingProtocol server =
                new RecordingProtocol() {
                  @Override
                  public void dataReceived(ByteBuffer data) {
                    throw failure;
                  }
                };
            return between(
                new RecordingProtocol(),
                server,
                (client, same) -> {
                  client.transport().write(new byte[1]);
                  Await.of(server.until(server::isLost));
                  assertSame(failure, server.cause);
                  return Coroutine.done();
                });
          });
      assertSame(failure, loop.takeReports().get(0).exception());
    }
  }

  // ---- receiving ----

  @Test
  void pauseInConnectionMade_holds() throws Exception {
    try (TestLoop loop = newLoop()) {
      loop.run(
          () -> {
            RecordingProtocol paused =
                new RecordingProtocol() {
                  @Override
                  public void connectionMade(Transport transport) {
                    super.connectionMade(transport);
                    transport.pauseReading();
                  }
                };
            return between(
                new RecordingProtocol(),
                paused,
                (client, server) -> {
                  assertFalse(server.transport().isReading());
                  client.transport().write("hello".getBytes(UTF_8));
                  Await.of(Weft.sleep(Duration.ofMillis(20)));
                  assertEquals("", text(server));
                  server.transport().resumeReading();
                  assertTrue(server.transport().isReading());
                  Await.of(receive(server, "hello"));
                  return Coroutine.done();
                });
          });
    }
  }

  @Test
  void pausingAndResuming_losesNothing() throws Exception {
    test(
        (client, server) -> {
          for (int i = 1; i <= 20; i++) {
            int size = i;
            server.transport().pauseReading();
            client.transport().write(new byte[1]);
            Await.of(Weft.sleep(Duration.ZERO));
            assertTrue(server.received.size() < size);
            server.transport().resumeReading();
            Await.of(server.until(() -> server.received.size() == size));
          }
          return Coroutine.done();
        });
  }

  @Test
  void bufferedProtocol_isReadIntoItsOwnMemory() throws Exception {
    test(
        (client, server) -> {
          ByteBuffer memory = ByteBuffer.allocate(3);
          ByteArrayOutputStream received = new ByteArrayOutputStream();
          class Buffered implements BufferedProtocol {
            @Override
            public ByteBuffer getBuffer(int sizeHint) {
              return memory.clear();
            }

            @Override
            public void bufferUpdated(int size) {
              assertEquals(size, memory.position());
              received.write(memory.array(), 0, size);
              server.note("data");
            }

            @Override
            public void connectionLost(@Nullable Throwable cause) {
              server.connectionLost(cause);
            }
          }
          server.transport().setProtocol(new Buffered());
          client.transport().write("hello, world".getBytes(UTF_8));
          Await.of(server.until(() -> received.size() == 12));
          assertEquals("hello, world", received.toString(UTF_8));
          return Coroutine.done();
        });
  }

  // ---- sending ----

  @Test
  void write_takesTheDataAtOnce() throws Exception {
    byte[] expected = randomBytes(Math.min(400_000, largeAmount()));
    test(
        (client, server) -> {
          byte[] data = expected.clone();
          ByteBuffer buffer = ByteBuffer.wrap(data);
          client.transport().write(buffer);
          assertFalse(buffer.hasRemaining());
          Arrays.fill(data, (byte) 0);
          Await.of(server.until(() -> server.received.size() == expected.length));
          assertArrayEquals(expected, server.received.toByteArray());
          return Coroutine.done();
        });
  }

  @Test
  void writeLines_keepsTheOrder() throws Exception {
    test(
        (client, server) -> {
          client.transport().write(new byte[0]);
          client.transport().write("a".getBytes(UTF_8));
          client
              .transport()
              .writeLines(
                  List.of(ByteBuffer.wrap("b".getBytes(UTF_8)), ByteBuffer.wrap(new byte[] {'c'})));
          client.transport().write("d".getBytes(UTF_8));
          Await.of(receive(server, "abcd"));
          return Coroutine.done();
        });
  }

  @Test
  void writerIsToldToStop_andToGoOn() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          WriteBufferLimits limits = new WriteBufferLimits(1_000, 10_000);
          client.transport().setWriteBufferLimits(limits);
          assertEquals(limits, client.transport().getWriteBufferLimits());
          int written = fill(client);
          assertTrue(client.transport().getWriteBufferSize() > limits.high());
          client.transport().write(new byte[limits.high()]);
          server.transport().resumeReading();
          Await.of(client.until(() -> client.events.contains("resume")));
          assertTrue(client.transport().getWriteBufferSize() <= limits.low());
          Await.of(server.until(() -> server.received.size() == written + limits.high()));
          assertEquals(List.of("made", "pause", "resume"), client.events);
          return Coroutine.done();
        });
  }

  @Test
  void largeAmountsBothWays_arriveWhole() throws Exception {
    byte[] there = randomBytes(largeAmount());
    byte[] back = randomBytes(largeAmount() - 1);
    test(
        (client, server) -> {
          client.transport().write(there);
          server.transport().write(back);
          Await.of(server.until(() -> server.received.size() == there.length));
          Await.of(client.until(() -> client.received.size() == back.length));
          assertArrayEquals(there, server.received.toByteArray());
          assertArrayEquals(back, client.received.toByteArray());
          return Coroutine.done();
        });
  }

  @Test
  void writeAfterTheLoss_isDropped() throws Exception {
    test(
        (client, server) -> {
          client.transport().abort();
          Await.of(client.until(client::isLost));
          ByteBuffer data = ByteBuffer.allocate(10);
          client.transport().write(data);
          assertFalse(data.hasRemaining());
          assertEquals(0, client.transport().getWriteBufferSize());
          return Coroutine.done();
        });
  }

  /** The end alone leaves the other direction open, if the peer's protocol wants it. */
  @Test
  void writeEof_leavesTheWayBackOpen_orIsRefused() throws Exception {
    test(
        (client, server) -> {
          if (!client.transport().canWriteEof()) {
            assertThrows(UnsupportedOperationException.class, client.transport()::writeEof);
            return Coroutine.done();
          }
          server.keepOpen = true;
          client.transport().write("question".getBytes(UTF_8));
          client.transport().writeEof();
          assertThrows(IllegalStateException.class, () -> client.transport().write(new byte[1]));
          Await.of(server.until(() -> server.events.contains("eof")));
          assertEquals("question", text(server));
          assertFalse(server.transport().isClosing());
          server.transport().write("answer".getBytes(UTF_8));
          server.transport().close();
          Await.of(client.until(client::isLost));
          assertEquals("answer", text(client));
          return Coroutine.done();
        });
  }

  // ---- the protocol ----

  @Test
  void anotherProtocol_hearsWhatComesLater() throws Exception {
    test(
        (client, server) -> {
          RecordingProtocol other = new RecordingProtocol();
          server.transport().setProtocol(other);
          other.events.add("made"); // not by the transport
          assertSame(other, server.transport().getProtocol());
          client.transport().write("hello".getBytes(UTF_8));
          Await.of(receive(other, "hello"));
          assertEquals(List.of("made", "data"), other.events);
          server.transport().setProtocol(server);
          assertEquals("", text(server));
          return Coroutine.done();
        });
  }

  @Test
  void unknownExtraInfo_isTheDefault() throws Exception {
    test(
        (client, server) -> {
          assertNull(client.transport().getExtraInfo("unheard-of"));
          assertEquals("x", client.transport().getExtraInfo("unheard-of", "x"));
          return Coroutine.done();
        });
  }
}
