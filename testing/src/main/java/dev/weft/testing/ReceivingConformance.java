package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.net.BufferedProtocol;
import dev.weft.net.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a transport gives what it receives to its protocol. */
abstract class ReceivingConformance extends ThrowingConformance {

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
}
