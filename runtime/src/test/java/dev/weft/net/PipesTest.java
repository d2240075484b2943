package dev.weft.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pipes that the selector knows, and streams that block. */
@Timeout(30)
class PipesTest {

  private static class Recorder implements Protocol {
    final List<String> events = new ArrayList<>();
    final dev.weft.AsyncFuture<Throwable> lost = EventLoop.running().createFuture();

    @Override
    public void connectionMade(Transport transport) {
      events.add("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      events.add(UTF_8.decode(data).toString());
    }

    @Override
    public boolean eofReceived() {
      events.add("eof");
      return false;
    }

    @Override
    public void connectionLost(Throwable cause) {
      events.add("lost " + cause);
      lost.setResult(cause);
    }

    @Override
    public void pauseWriting() {
      events.add("pause");
    }

    @Override
    public void resumeWriting() {
      events.add("resume");
    }
  }

  /** asyncio case 60; rows Q1, Q3 and Q7. */
  @Test
  void readPipe_givesDataThenItsEnd() throws Exception {
    Pipe pipe = Pipe.open();
    Weft.run(
        () -> {
          var connection = Await.of(Net.connectReadPipe(Recorder::new, pipe.source()));
          assertFalse(pipe.source().isBlocking());
          assertTrue(connection.transport().isReading());
          pipe.sink().write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
          pipe.sink().close();
          Await.of(connection.protocol().lost);
          assertEquals(List.of("made", "hello", "eof", "lost null"), connection.protocol().events);
          assertTrue(connection.transport().isClosing());
          assertFalse(pipe.source().isOpen());
          assertThrows(
              UnsupportedOperationException.class, () -> connection.transport().write(new byte[1]));
          return Coroutine.done();
        });
  }

  /** Rows Q2, Q4 and Q6. */
  @Test
  void writePipe_carriesAllAndKnowsFlowControl() throws Exception {
    Pipe pipe = Pipe.open();
    byte[] data = new byte[1_000_000];
    new Random(4).nextBytes(data);
    Weft.run(
        () -> {
          Task<byte[]> read =
              Weft.createTask(
                  () ->
                      Weft.toThread(
                          () ->
                              java.nio.channels.Channels.newInputStream(pipe.source())
                                  .readAllBytes()));
          var connection = Await.of(Net.connectWritePipe(Recorder::new, pipe.sink()));
          assertInstanceOf(WriteTransport.class, connection.transport());
          connection.transport().write(data);
          connection.transport().writeEof();
          assertArrayEquals(data, Await.of(read));
          Await.of(connection.protocol().lost);
          assertEquals("made", connection.protocol().events.get(0));
          assertTrue(connection.protocol().events.contains("pause"));
          return Coroutine.done();
        });
  }

  /** Row Q2. */
  @Test
  void readerThatIsGone_isFoundByWriting() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().close();
    Weft.run(
        () -> {
          var connection = Await.of(Net.connectWritePipe(Recorder::new, pipe.sink()));
          connection.transport().write("x".getBytes(UTF_8));
          assertInstanceOf(IOException.class, Await.of(connection.protocol().lost));
          return Coroutine.done();
        });
  }

  /** Row Q5. */
  @Test
  void streamThatBlocks_isReadWhole() throws Exception {
    byte[] data = new byte[300_000];
    new Random(5).nextBytes(data);
    Weft.run(
        () -> {
          StreamReader reader = Await.of(Net.openReadPipe(new ByteArrayInputStream(data)));
          assertArrayEquals(data, Await.of(reader.read()));
          return Coroutine.done();
        });
  }

  @Test
  void streamThatBlocks_isNotReadFurtherThanWanted() throws Exception {
    int[] reads = new int[1];
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            reads[0]++;
            return length;
          }
        };
    Weft.run(
        () -> {
          StreamReader reader = Await.of(Net.openReadPipe(endless));
          assertEquals(10, Await.of(reader.readExactly(10)).length);
          for (int i = 0; i < 20; i++) {
            Await.of(Weft.sleep(Duration.ofMillis(2)));
          }
          assertTrue(reads[0] <= 4, () -> reads[0] + " reads of 64 KiB with a limit of 64 KiB");
          reader.transport().close();
          return Coroutine.done();
        });
  }

  @Test
  void streamThatBlocks_isWrittenWhole() throws Exception {
    byte[] data = new byte[300_000];
    new Random(6).nextBytes(data);
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    Weft.run(
        () -> {
          StreamWriter writer = Await.of(Net.openWritePipe(target));
          for (int from = 0; from < data.length; from += 50_000) {
            writer.write(ByteBuffer.wrap(data, from, 50_000));
            Await.of(writer.drain());
          }
          writer.close();
          Await.of(writer.waitClosed());
          return Coroutine.done();
        });
    assertArrayEquals(data, target.toByteArray());
  }

  @Test
  void streamThatFails_losesTheConnection() throws Exception {
    IOException failure = new IOException("broken");
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw failure;
          }
        };
    Weft.run(
        () -> {
          var connection = Await.of(Net.connectWritePipe(Recorder::new, broken));
          connection.transport().write("x".getBytes(UTF_8));
          assertEquals(failure, Await.of(connection.protocol().lost));
          return Coroutine.done();
        });
  }

  private interface Opening {
    Coroutine<Connection<Recorder>> open() throws IOException;
  }

  /** A stream may be anybody's, and throw anything. */
  private static void assertFailureIsReportedAndEnds(IllegalStateException failure, Opening opening)
      throws IOException {
    List<Object> reported = new ArrayList<>();
    Weft.run(
        () -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> reported.add(context.exception()));
          Recorder protocol = Await.of(opening.open()).protocol();
          assertEquals(failure, Await.of(protocol.lost));
          return Coroutine.done();
        });
    assertEquals(List.of(failure), reported);
  }

  @Test
  void readThatThrows_isReported_andLosesTheConnection() throws Exception {
    IllegalStateException failure = new IllegalStateException("broken");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw failure;
          }
        };
    assertFailureIsReportedAndEnds(failure, () -> Net.connectReadPipe(Recorder::new, broken));
  }

  private static final class Writing extends Recorder {
    @Override
    public void connectionMade(Transport transport) {
      transport.write("x".getBytes(UTF_8));
    }
  }

  @Test
  void writeThatThrows_isReported_andLosesTheConnection() throws Exception {
    IllegalStateException failure = new IllegalStateException("broken");
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw failure;
          }
        };
    assertFailureIsReportedAndEnds(failure, () -> Net.connectWritePipe(Writing::new, broken));
  }

  @Test
  void writeAfterClose_isDropped_andAfterTheEndRefused() throws Exception {
    Pipe pipe = Pipe.open();
    Pipe other = Pipe.open();
    Weft.run(
        () -> {
          var closed = Await.of(Net.connectWritePipe(Recorder::new, pipe.sink()));
          closed.transport().close();
          ByteBuffer data = ByteBuffer.wrap("x".getBytes(UTF_8));
          closed.transport().write(data);
          assertFalse(data.hasRemaining());

          var ended = Await.of(Net.connectWritePipe(Recorder::new, other.sink()));
          ended.transport().writeEof();
          assertThrows(
              IllegalStateException.class, () -> ended.transport().write("x".getBytes(UTF_8)));
          Await.of(closed.protocol().lost);
          return Coroutine.done();
        });
  }

  private static final class PausedByEach implements BufferedProtocol {
    final ByteBuffer memory = ByteBuffer.allocate(3);
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    final dev.weft.AsyncFuture<Throwable> lost = EventLoop.running().createFuture();
    Transport transport;

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    @Override
    public ByteBuffer getBuffer(int sizeHint) {
      return memory.clear();
    }

    @Override
    public void bufferUpdated(int size) {
      assertTrue(transport.isReading(), "data while paused");
      received.write(memory.array(), 0, size);
      transport.pauseReading();
    }

    @Override
    public void connectionLost(Throwable cause) {
      lost.setResult(cause);
    }
  }

  @Test
  void bufferedReader_getsThePiecesThatItWants() throws Exception {
    for (boolean blocking : List.of(false, true)) {
      Pipe pipe = Pipe.open();
      Weft.run(
          () -> {
            var connection =
                blocking
                    ? Await.of(
                        Net.connectReadPipe(
                            PausedByEach::new, Channels.newInputStream(pipe.source())))
                    : Await.of(Net.connectReadPipe(PausedByEach::new, pipe.source()));
            pipe.sink().write(ByteBuffer.wrap("hello, world".getBytes(UTF_8)));
            pipe.sink().close();
            PausedByEach reader = connection.protocol();
            while (!reader.lost.isDone()) {
              Await.of(Weft.sleep(Duration.ofMillis(1)));
              reader.transport.resumeReading();
            }
            assertEquals("hello, world", reader.received.toString(UTF_8));
            assertEquals(null, reader.lost.result());
            return Coroutine.done();
          });
    }
  }

  @Test
  void pausedReader_getsNothing() throws Exception {
    Pipe pipe = Pipe.open();
    Weft.run(
        () -> {
          var connection = Await.of(Net.connectReadPipe(Recorder::new, pipe.source()));
          connection.transport().pauseReading();
          pipe.sink().write(ByteBuffer.wrap("x".getBytes(UTF_8)));
          for (int i = 0; i < 5; i++) {
            Await.of(Weft.sleep(Duration.ofMillis(1)));
          }
          assertEquals(List.of("made"), connection.protocol().events);
          connection.transport().resumeReading();
          pipe.sink().close();
          Await.of(connection.protocol().lost);
          assertEquals(List.of("made", "x", "eof", "lost null"), connection.protocol().events);
          return Coroutine.done();
        });
  }

  @Test
  void readThatFailsAfterClose_isNotReported() throws Exception {
    List<Object> reported = new ArrayList<>();
    CountDownLatch closed = new CountDownLatch(1);
    InputStream failingAtClose =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              closed.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            throw new IOException("Stream closed");
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    Weft.run(
        () -> {
          EventLoop.running().setExceptionHandler((loop, context) -> reported.add(context));
          StreamReader reader = Await.of(Net.openReadPipe(failingAtClose));
          reader.transport().close();
          Await.of(Weft.toThread(() -> closed.await(10, TimeUnit.SECONDS)));
          for (int i = 0; i < 20; i++) {
            Await.of(Weft.sleep(Duration.ofMillis(1)));
          }
          return Coroutine.done();
        });
    assertEquals(List.of(), reported);
  }
}
