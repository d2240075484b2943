package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.net.BufferedProtocol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a transport reads into the memory of a {@link BufferedProtocol}. */
abstract class BufferedConformance extends ReceivingConformance {

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
    class Failing extends Buffered {
      Failing(RecordingProtocol notes) {
        super(notes);
      }

      @Override
      public void bufferUpdated(int size) {
        throw EXPECTED;
      }
    }
    protocolThatThrows_losesTheConnection(Failing::new);
  }

  @Test
  void getBufferThatThrows_losesTheConnection() throws Exception {
    class Failing extends Buffered {
      Failing(RecordingProtocol notes) {
        super(notes);
      }

      @Override
      public ByteBuffer getBuffer(int sizeHint) {
        throw EXPECTED;
      }
    }
    protocolThatThrows_losesTheConnection(Failing::new);
  }

  private void protocolThatThrows_losesTheConnection(Function<RecordingProtocol, Buffered> failing)
      throws Exception {
    testFailing(
        RecordingProtocol::new,
        (client, server) -> {
          server.transport().setProtocol(failing.apply(server));
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
