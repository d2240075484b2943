package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.ExceptionContext;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.BaseProtocol;
import dev.weft.net.BufferedProtocol;
import dev.weft.net.Net;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Streams;
import dev.weft.net.Transport;
import dev.weft.net.WriteTransport.WriteBufferLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
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

  /** What the protocols of some tests throw. */
  private static final IllegalStateException EXPECTED = new IllegalStateException("expected");

  private static final WriteBufferLimits LOW_LIMITS = new WriteBufferLimits(1_000, 4_000);

  /** For subclasses. */
  protected TransportConformance() {}

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

  private void test(ConnectedTest.Body body) throws Exception {
    test(RecordingProtocol::new, body);
  }

  /** Runs {@code body} with a server of its own kind. */
  private void test(Supplier<RecordingProtocol> server, ConnectedTest.Body body) throws Exception {
    try (TestLoop loop = newLoop()) {
      run(loop, server, body);
    }
  }

  /** Runs {@code body} with a server that throws something, which the loop must be told. */
  private void testFailing(Supplier<RecordingProtocol> server, ConnectedTest.Body body)
      throws Exception {
    try (TestLoop loop = newLoop()) {
      run(loop, server, body);
      List<ExceptionContext> reports = loop.takeReports();
      assertEquals(1, reports.size(), reports::toString);
      assertSame(EXPECTED, reports.get(0).exception());
    }
  }

  private void run(TestLoop loop, Supplier<RecordingProtocol> server, ConnectedTest.Body body)
      throws Exception {
    loop.run(
        () -> new ConnectedTest(new RecordingProtocol(), server.get()).run(this::connect, body));
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

  /** Lowers the limits, and writes until the protocol is told to stop. Returns how much. */
  private static int fill(RecordingProtocol protocol) {
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
    class Aborting extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        assertFalse(transport().isClosing());
        super.dataReceived(data);
        transport().abort();
        assertTrue(transport().isClosing());
      }
    }
    test(
        Aborting::new,
        (client, server) -> {
          client.transport().write(data);
          Await.of(server.until(server::isLost));
          assertNull(server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void closeWhileDataComes_isTheEndOfIt() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    class Closing extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        assertFalse(transport().isClosing());
        super.dataReceived(data);
        transport().close();
        assertTrue(transport().isClosing());
      }
    }
    test(
        Closing::new,
        (client, server) -> {
          client.transport().write(data);
          Await.of(server.until(server::isLost));
          assertNull(server.cause);
          assertEquals(List.of("made", "data", "lost"), server.events);
          Await.of(client.until(client::isLost));
          return Coroutine.done();
        });
  }

  @Test
  void abort_endsThePeersConnectionToo() throws Exception {
    test(
        (client, server) -> {
          client.transport().abort();
          Await.of(server.until(server::isLost));
          return Coroutine.done();
        });
  }

  /** What was written before the close still comes, however long it takes. */
  @Test
  void close_waitsForASlowReader() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          int written = fill(client);
          client.transport().close();
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertTrue(client.transport().isClosing());
          assertFalse(client.isLost());
          assertTrue(client.transport().getWriteBufferSize() > 0);
          assertEquals(0, server.received.size());
          server.transport().resumeReading();
          Await.of(server.until(server::isLost));
          Await.of(client.until(client::isLost));
          assertEquals(written, server.received.size());
          assertNull(client.cause);
          return Coroutine.done();
        });
  }

  @Test
  void abortWhileClosing_dropsTheRest() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          fill(client);
          client.transport().close();
          client.transport().abort();
          Await.of(client.until(client::isLost));
          assertNull(client.cause);
          return Coroutine.done();
        });
  }

  @Test
  void writeAfterClose_throwsNothing_andTakesTheData() throws Exception {
    test(
        (client, server) -> {
          client.transport().close();
          ByteBuffer data = ByteBuffer.allocate(10);
          client.transport().write(data);
          assertFalse(data.hasRemaining());
          client.transport().writeLines(List.of(ByteBuffer.allocate(10)));
          Await.of(client.until(client::isLost));
          assertNull(client.cause);
          return Coroutine.done();
        });
  }

  @Test
  void close_endsAPausedTransport() throws Exception {
    test(
        (client, server) -> {
          client.transport().pauseReading();
          client.transport().close();
          client.transport().pauseReading();
          client.transport().resumeReading();
          assertFalse(client.transport().isReading());
          Await.of(client.until(client::isLost));
          Await.of(server.until(server::isLost));
          return Coroutine.done();
        });
  }

  @Test
  void peersEnd_isTold_whenReadingGoesOn() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          client.transport().write("last words".getBytes(UTF_8));
          client.transport().close();
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals(List.of("made"), server.events);
          server.transport().resumeReading();
          Await.of(server.until(server::isLost));
          assertEquals("last words", text(server));
          assertEquals(List.of("made", "data", "eof", "lost"), server.events);
          assertNull(server.cause);
          return Coroutine.done();
        });
  }

  // ---- protocols that throw ----

  /** The connection ends with what the protocol threw, and the loop is told. */
  @Test
  void dataReceivedThatThrows_losesTheConnection() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          client.transport().write(new byte[1]);
          Await.of(server.until(server::isLost));
          assertSame(EXPECTED, server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void eofReceivedThatThrows_losesTheConnection() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public boolean eofReceived() {
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          client.transport().close();
          Await.of(server.until(server::isLost));
          assertSame(EXPECTED, server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void connectionLostThatThrows_isReported() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public void connectionLost(@Nullable Throwable cause) {
        super.connectionLost(cause);
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          server.transport().close();
          Await.of(server.until(server::isLost));
          Await.of(client.until(client::isLost));
          return Coroutine.done();
        });
  }

  /** It has nothing to do with the connection, which goes on. */
  @Test
  void pauseWritingThatThrows_isOnlyReported() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public void pauseWriting() {
        super.pauseWriting();
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          client.transport().pauseReading();
          int written = fill(server);
          client.transport().resumeReading();
          Await.of(client.until(() -> client.received.size() == written));
          Await.of(server.until(() -> server.events.contains("resume")));
          assertFalse(server.transport().isClosing());
          return Coroutine.done();
        });
  }

  @Test
  void resumeWritingThatThrows_isOnlyReported() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public void resumeWriting() {
        super.resumeWriting();
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          client.transport().pauseReading();
          int written = fill(server);
          client.transport().resumeReading();
          Await.of(client.until(() -> client.received.size() == written));
          assertEquals(List.of("made", "pause", "resume"), server.events);
          assertFalse(server.transport().isClosing());
          return Coroutine.done();
        });
  }

  // ---- receiving ----

  @Test
  void pauseInConnectionMade_holds() throws Exception {
    class Paused extends RecordingProtocol {
      @Override
      public void connectionMade(Transport transport) {
        super.connectionMade(transport);
        transport.pauseReading();
      }
    }
    test(
        Paused::new,
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
  }

  @Test
  void pauseInDataReceived_holdsTheRest() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    class PausedByEach extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        assertTrue(transport().isReading(), "data while paused");
        super.dataReceived(data);
        transport().pauseReading();
      }
    }
    test(
        PausedByEach::new,
        (client, server) -> {
          client.transport().write(data);
          while (server.received.size() < data.length) {
            int before = server.received.size();
            Await.of(server.until(() -> server.received.size() > before));
            server.transport().resumeReading();
          }
          assertArrayEquals(data, server.received.toByteArray());
          return Coroutine.done();
        });
  }

  @Test
  void pauseInDataReceived_holdsTheEnd() throws Exception {
    class PausedByEach extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        super.dataReceived(data);
        transport().pauseReading();
      }
    }
    test(
        PausedByEach::new,
        (client, server) -> {
          client.transport().write("x".getBytes(UTF_8));
          client.transport().close();
          Await.of(receive(server, "x"));
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals(List.of("made", "data"), server.events);
          server.transport().resumeReading();
          Await.of(server.until(server::isLost));
          assertEquals(List.of("made", "data", "eof", "lost"), server.events);
          return Coroutine.done();
        });
  }

  @Test
  void resumeReading_callsNothingBackAtOnce() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          client.transport().write("hello".getBytes(UTF_8));
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          server.transport().resumeReading();
          assertEquals(List.of("made"), server.events);
          Await.of(receive(server, "hello"));
          return Coroutine.done();
        });
  }

  @Test
  void pausingTwice_isPausingOnce() throws Exception {
    test(
        (client, server) -> {
          assertTrue(server.transport().isReading());
          server.transport().resumeReading();
          assertTrue(server.transport().isReading());
          server.transport().pauseReading();
          server.transport().pauseReading();
          assertFalse(server.transport().isReading());
          server.transport().resumeReading();
          server.transport().resumeReading();
          assertTrue(server.transport().isReading());
          client.transport().write("hello".getBytes(UTF_8));
          Await.of(receive(server, "hello"));
          return Coroutine.done();
        });
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

  /** Is read into three bytes of its own, and lets another protocol note what happens. */
  private static class Buffered implements BufferedProtocol {
    final ByteBuffer memory = ByteBuffer.allocate(3);
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final RecordingProtocol notes;

    Buffered(RecordingProtocol notes) {
      this.notes = notes;
    }

    @Override
    public ByteBuffer getBuffer(int sizeHint) {
      return memory.clear();
    }

    @Override
    public void bufferUpdated(int size) {
      assertEquals(size, memory.position());
      received.write(memory.array(), 0, size);
      notes.note("data");
    }

    @Override
    public boolean eofReceived() {
      return notes.eofReceived();
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
      notes.connectionLost(cause);
    }
  }

  @Test
  void bufferedProtocol_isReadIntoItsOwnMemory() throws Exception {
    test(
        (client, server) -> {
          Buffered buffered = new Buffered(server);
          server.transport().setProtocol(buffered);
          client.transport().write("hello, world".getBytes(UTF_8));
          Await.of(server.until(() -> buffered.received.size() == 12));
          assertEquals("hello, world", buffered.received.toString(UTF_8));
          client.transport().close();
          Await.of(server.until(server::isLost));
          assertEquals(List.of("made", "data", "eof", "lost"), server.events);
          return Coroutine.done();
        });
  }

  /** What came together is given in pieces, and no piece once the protocol has said stop. */
  @Test
  void pauseInBufferUpdated_holdsTheRest() throws Exception {
    test(
        (client, server) -> {
          class PausedByEach extends Buffered {
            PausedByEach() {
              super(server);
            }

            @Override
            public void bufferUpdated(int size) {
              assertTrue(server.transport().isReading(), "data while paused");
              super.bufferUpdated(size);
              server.transport().pauseReading();
            }
          }
          Buffered buffered = new PausedByEach();
          server.transport().setProtocol(buffered);
          client.transport().write("hello, world".getBytes(UTF_8));
          client.transport().close();
          while (!server.isLost()) {
            int before = buffered.received.size();
            Await.of(server.until(() -> server.isLost() || buffered.received.size() > before));
            Await.of(Weft.sleep(Duration.ZERO));
            server.transport().resumeReading();
          }
          assertEquals("hello, world", buffered.received.toString(UTF_8));
          assertEquals(List.of("made", "data", "eof", "lost"), server.events);
          return Coroutine.done();
        });
  }

  @Test
  void bufferUpdatedThatThrows_losesTheConnection() throws Exception {
    testFailing(
        RecordingProtocol::new,
        (client, server) -> {
          class Failing extends Buffered {
            Failing() {
              super(server);
            }

            @Override
            public void bufferUpdated(int size) {
              throw EXPECTED;
            }
          }
          server.transport().setProtocol(new Failing());
          client.transport().write(new byte[10]);
          Await.of(server.until(server::isLost));
          assertSame(EXPECTED, server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void getBufferThatThrows_losesTheConnection() throws Exception {
    testFailing(
        RecordingProtocol::new,
        (client, server) -> {
          class Failing extends Buffered {
            Failing() {
              super(server);
            }

            @Override
            public ByteBuffer getBuffer(int sizeHint) {
              throw EXPECTED;
            }
          }
          server.transport().setProtocol(new Failing());
          client.transport().write(new byte[10]);
          Await.of(server.until(server::isLost));
          assertSame(EXPECTED, server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void bufferWithoutRoom_losesTheConnection() throws Exception {
    bufferThatCannotBeFilled_losesTheConnection(ByteBuffer.allocate(0));
  }

  @Test
  void readOnlyBuffer_losesTheConnection() throws Exception {
    bufferThatCannotBeFilled_losesTheConnection(ByteBuffer.allocateDirect(10).asReadOnlyBuffer());
  }

  private void bufferThatCannotBeFilled_losesTheConnection(ByteBuffer useless) throws Exception {
    try (TestLoop loop = newLoop()) {
      run(
          loop,
          RecordingProtocol::new,
          (client, server) -> {
            class Useless extends Buffered {
              Useless() {
                super(server);
              }

              @Override
              public ByteBuffer getBuffer(int sizeHint) {
                return useless;
              }
            }
            server.transport().setProtocol(new Useless());
            client.transport().write(new byte[10]);
            Await.of(server.until(server::isLost));
            assertInstanceOf(RuntimeException.class, server.cause);
            return Coroutine.done();
          });
      assertInstanceOf(RuntimeException.class, loop.takeReports().get(0).exception());
    }
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
          int written = fill(client);
          assertEquals(LOW_LIMITS, client.transport().getWriteBufferLimits());
          assertTrue(client.transport().getWriteBufferSize() > LOW_LIMITS.high());
          client.transport().write(new byte[LOW_LIMITS.high()]);
          server.transport().resumeReading();
          Await.of(client.until(() -> client.events.contains("resume")));
          assertTrue(client.transport().getWriteBufferSize() <= LOW_LIMITS.low());
          Await.of(server.until(() -> server.received.size() == written + LOW_LIMITS.high()));
          assertEquals(List.of("made", "pause", "resume"), client.events);
          return Coroutine.done();
        });
  }

  /** Told to stop above the high limit, not at it. */
  @Test
  void highLimit_isWhatMayWait() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          fill(client);
          int waiting = client.transport().getWriteBufferSize();
          server.transport().resumeReading();
          Await.of(client.until(() -> client.events.contains("resume")));
          server.transport().pauseReading();
          client.transport().setWriteBufferLimits(new WriteBufferLimits(0, 1 << 30));
          while (client.transport().getWriteBufferSize() < waiting) {
            client.transport().write(new byte[1_000]);
          }
          int now = client.transport().getWriteBufferSize();
          client.events.clear();
          client.transport().setWriteBufferLimits(WriteBufferLimits.ofHigh(now));
          assertEquals(List.of(), client.events);
          client.transport().write(new byte[1]);
          assertEquals(List.of("pause"), client.events);
          client.events.add(0, "made"); // for the check at the end
          return Coroutine.done();
        });
  }

  @Test
  void lowerLimits_tellAtOnce_onceOnly() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          client.transport().setWriteBufferLimits(new WriteBufferLimits(0, 1 << 30));
          while (client.transport().getWriteBufferSize() < 100) {
            client.transport().write(new byte[16 * 1024]);
          }
          assertEquals(List.of("made"), client.events);
          client.transport().setWriteBufferLimits(new WriteBufferLimits(10, 50));
          client.transport().setWriteBufferLimits(new WriteBufferLimits(10, 40));
          client.transport().write(new byte[1]);
          assertEquals(List.of("made", "pause"), client.events);
          server.transport().resumeReading();
          Await.of(client.until(() -> client.events.contains("resume")));
          return Coroutine.done();
        });
  }

  @Test
  void nothingWaits_atTheBeginningAndTheEnd() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    test(
        (client, server) -> {
          assertEquals(0, client.transport().getWriteBufferSize());
          assertEquals(WriteBufferLimits.STANDARD, client.transport().getWriteBufferLimits());
          client.transport().write(data);
          Await.of(server.until(() -> server.received.size() == data.length));
          Await.of(Weft.sleep(Duration.ofMillis(1)));
          assertEquals(0, client.transport().getWriteBufferSize());
          return Coroutine.done();
        });
  }

  @Test
  void emptyWrites_sendNothing() throws Exception {
    test(
        (client, server) -> {
          client.transport().write(new byte[0]);
          client.transport().writeLines(List.of());
          client.transport().writeLines(List.of(ByteBuffer.allocate(0), ByteBuffer.allocate(0)));
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals(List.of("made"), server.events);
          assertEquals(List.of("made"), client.events);
          assertEquals(0, client.transport().getWriteBufferSize());
          return Coroutine.done();
        });
  }

  @Test
  void manyLines_arriveWhole() throws Exception {
    byte[] data = randomBytes(Math.min(200_000, largeAmount()));
    test(
        (client, server) -> {
          List<ByteBuffer> lines = new ArrayList<>();
          for (int i = 0; i < data.length; i += 100) {
            lines.add(ByteBuffer.wrap(data, i, Math.min(100, data.length - i)));
            lines.add(ByteBuffer.allocate(0));
          }
          client.transport().writeLines(lines);
          assertTrue(lines.stream().noneMatch(ByteBuffer::hasRemaining));
          client.transport().write("end".getBytes(UTF_8));
          Await.of(server.until(() -> server.received.size() == data.length + 3));
          byte[] received = server.received.toByteArray();
          assertArrayEquals(data, Arrays.copyOf(received, data.length));
          assertEquals("end", new String(received, data.length, 3, UTF_8));
          return Coroutine.done();
        });
  }

  @Test
  void writeInDataReceived_isSent() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    class Echo extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        transport().write(data.duplicate());
        super.dataReceived(data);
      }
    }
    test(
        Echo::new,
        (client, server) -> {
          client.transport().write(data);
          Await.of(client.until(() -> client.received.size() == data.length));
          assertArrayEquals(data, client.received.toByteArray());
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

  @Test
  void writeEof_comesAfterWhatWaits() throws Exception {
    test(
        (client, server) -> {
          if (client.transport().canWriteEof()) {
            server.keepOpen = true;
            server.transport().pauseReading();
            int written = fill(client);
            client.transport().writeEof();
            client.transport().writeEof();
            assertThrows(
                IllegalStateException.class, () -> client.transport().writeLines(List.of()));
            server.transport().resumeReading();
            Await.of(server.until(() -> server.events.contains("eof")));
            assertEquals(written, server.received.size());
            assertFalse(client.transport().isClosing());
            assertTrue(client.transport().isReading());
          }
          return Coroutine.done();
        });
  }

  /** A protocol that does not want the way back: what it has written before is still sent. */
  @Test
  void eofReceivedThatReturnsFalse_closes_whenAllIsSent() throws Exception {
    test(
        (client, server) -> {
          if (client.transport().canWriteEof()) {
            client.transport().pauseReading();
            int written = fill(server);
            client.transport().writeEof();
            Await.of(server.until(() -> server.events.contains("eof")));
            assertTrue(server.transport().isClosing());
            assertFalse(server.isLost());
            client.transport().resumeReading();
            Await.of(client.until(client::isLost));
            assertEquals(written, client.received.size());
            assertNull(server.cause);
          }
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
  void protocolOfAnotherKind_isRefused() throws Exception {
    test(
        (client, server) -> {
          BaseProtocol neither = new StreamProtocol() {};
          assertThrows(
              IllegalArgumentException.class, () -> server.transport().setProtocol(neither));
          assertSame(server, server.transport().getProtocol());
          return Coroutine.done();
        });
  }

  @Test
  void streams_workOverIt() throws Exception {
    test(
        (client, server) -> {
          Streams asking = Net.streams(client.transport());
          Streams answering = Net.streams(server.transport());
          asking.writer().write("question\n");
          assertEquals("question", Await.of(answering.reader().readLine()));
          answering.writer().write("answer\n");
          Await.of(answering.writer().drain());
          assertEquals("answer", Await.of(asking.reader().readLine()));
          client.transport().setProtocol(client);
          server.transport().setProtocol(server);
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
