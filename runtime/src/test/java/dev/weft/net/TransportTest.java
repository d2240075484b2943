package dev.weft.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCallable;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.WriteTransport.WriteBufferLimits;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The peer is a plain socket. Rows F11, F12, Y5 and Y7. */
@Timeout(30)
class TransportTest {

  private final List<String> reports = new ArrayList<>();

  private void run(AsyncCallable<Void, Exception> test) throws Exception {
    Weft.run(
        () -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> reports.add(context.message()));
          return Coroutine.of(Await.of(test.call()));
        });
  }

  @Async
  private static Coroutine<Void> passes(int count) {
    for (int i = 0; i < count; i++) {
      Await.of(Weft.sleep(Duration.ZERO));
    }
    return Coroutine.done();
  }

  private static void send(Pair<?> pair, String text) throws IOException {
    pair.peer().write(ByteBuffer.wrap(Recorder.bytes(text)));
  }

  /** Reads on another thread, since the peer's socket blocks. */
  @Async
  private static Coroutine<byte[]> receive(SocketChannel peer, int atMost) throws IOException {
    return Coroutine.of(Await.of(Weft.toThread(() -> readFully(peer, atMost))));
  }

  private static byte[] readFully(SocketChannel peer, int atMost) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(atMost);
    while (target.hasRemaining() && peer.read(target) >= 0) {}
    return Arrays.copyOf(target.array(), target.position());
  }

  // ---- receiving ----

  @Test
  void dataComes_andTheEnd_andTheLoss_eachAtItsTime() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          assertEquals(List.of("made"), pair.protocol().events);
          send(pair, "hello");
          Await.of(pair.protocol().received(5));
          pair.peer().close();
          Await.of(pair.protocol().lost);
          assertEquals(List.of("made", "data", "eof", "lost"), pair.protocol().events);
          assertNull(pair.protocol().cause);
          assertFalse(((SocketChannel) pair.transport().getExtraInfo("socket")).isOpen());
          return Coroutine.done();
        });
  }

  /** asyncio case 50; asyncio semantics 31. */
  @Test
  void pauseReadingInConnectionMade_holds() throws Exception {
    class Paused extends Recorder {
      @Override
      public void connectionMade(Transport transport) {
        super.connectionMade(transport);
        transport.pauseReading();
      }
    }
    run(
        () -> {
          Pair<Paused> pair = Await.of(Pair.open(Paused::new));
          assertFalse(pair.transport().isReading());
          send(pair, "hello");
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals("", pair.protocol().received.toString());
          pair.transport().resumeReading();
          assertTrue(pair.transport().isReading());
          Await.of(pair.protocol().received(5));
          pair.close();
          return Coroutine.done();
        });
  }

  @Test
  void pausedAndResumed_losesNothing() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          for (int i = 1; i <= 50; i++) {
            pair.transport().pauseReading();
            send(pair, "x");
            Await.of(passes(i % 4));
            assertTrue(pair.protocol().received.length() < i);
            pair.transport().resumeReading();
            Await.of(pair.protocol().received(i));
          }
          pair.close();
          return Coroutine.done();
        });
  }

  /** asyncio case 51; asyncio semantics 33. */
  @Test
  void eofReceivedThatReturnsTrue_keepsTheWriteSideOpen() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          pair.protocol().keepOpen = true;
          pair.peer().shutdownOutput();
          Await.of(pair.protocol().ended);
          assertFalse(pair.transport().isReading());
          assertFalse(pair.transport().isClosing());
          pair.transport().pauseReading();
          pair.transport().resumeReading(); // must not find the end again
          Await.of(passes(3));
          pair.transport().write(Recorder.bytes("still"));
          assertEquals("still", new String(Await.of(receive(pair.peer(), 5)), ISO_8859_1));
          pair.transport().close();
          Await.of(pair.protocol().lost);
          assertEquals(List.of("made", "eof", "lost"), pair.protocol().events);
          pair.peer().close();
          return Coroutine.done();
        });
  }

  @Test
  void bufferedProtocol_isReadIntoItsOwnMemory() throws Exception {
    for (ByteBuffer memory : List.of(ByteBuffer.allocate(3), ByteBuffer.allocateDirect(3))) {
      class Buffered implements BufferedProtocol {
        final StringBuilder received = new StringBuilder();
        final dev.weft.AsyncFuture<Void> lost = EventLoop.running().createFuture();

        @Override
        public ByteBuffer getBuffer(int sizeHint) {
          return memory.clear();
        }

        @Override
        public void bufferUpdated(int size) {
          assertEquals(size, memory.position());
          received.append(ISO_8859_1.decode(memory.flip()));
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
          lost.setResult(null);
        }
      }
      run(
          () -> {
            Pair<Buffered> pair = Await.of(Pair.open(Buffered::new));
            send(pair, "hello world");
            pair.peer().close();
            Await.of(pair.protocol().lost);
            assertEquals("hello world", pair.protocol().received.toString());
            return Coroutine.done();
          });
    }
    assertEquals(List.of(), reports);
  }

  @Test
  void noDataComesAfterClose() throws Exception {
    class Closing extends Recorder {
      @Override
      public void dataReceived(ByteBuffer data) {
        super.dataReceived(data);
        transport.write(new byte[4 << 20]); // more than the system takes: stays in "flushing"
        transport.close();
      }
    }
    run(
        () -> {
          Pair<Closing> pair = Await.of(Pair.open(Closing::new));
          send(pair, "x");
          Await.of(pair.protocol().received(1));
          send(pair, "y");
          Await.of(receive(pair.peer(), 1 << 20));
          pair.peer().close();
          Await.of(pair.protocol().lost);
          assertEquals("x", pair.protocol().received.toString());
          return Coroutine.done();
        });
  }

  @Test
  void protocolThatThrows_isReported_andItsConnectionEnds() throws Exception {
    class Broken extends Recorder {
      @Override
      public void dataReceived(ByteBuffer data) {
        throw new IllegalArgumentException("broken");
      }
    }
    run(
        () -> {
          Pair<Broken> pair = Await.of(Pair.open(Broken::new));
          send(pair, "x");
          Await.of(pair.protocol().lost);
          assertEquals("broken", pair.protocol().cause.getMessage());
          pair.peer().close();
          return Coroutine.done();
        });
    assertEquals(List.of("Fatal error: protocol.dataReceived() call failed."), reports);
  }

  @Test
  void reset_isTheCauseOfTheLoss_andNamesThePeer() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          String peer = pair.peer().getLocalAddress().toString();
          pair.peer().setOption(StandardSocketOptions.SO_LINGER, 0);
          pair.peer().close();
          Await.of(pair.protocol().lost);
          assertTrue(pair.protocol().cause instanceof IOException);
          assertTrue(pair.protocol().cause.getMessage().contains(peer));
          return Coroutine.done();
        });
    assertEquals(List.of(), reports); // a peer's doing is no error of the program
  }

  // ---- sending ----

  /** asyncio case 52; asyncio semantics 34. */
  @Test
  void whatTheSystemDoesNotTake_isSentLater_inOrder() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          byte[] sent = new byte[3_000_000];
          for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 >> 7);
          }
          int position = 0;
          for (int size = 1; position < sent.length; size = size * 2 + 1) {
            int count = Math.min(size, sent.length - position);
            ByteBuffer data = ByteBuffer.allocateDirect(count);
            data.put(sent, position, count).flip();
            pair.transport().write(data);
            assertFalse(data.hasRemaining());
            data.clear().put(new byte[count]); // it is the caller's again
            position += count;
          }
          assertTrue(pair.transport().getWriteBufferSize() > 0);
          assertEquals(1, pair.protocol().pauses);
          byte[] received = Await.of(receive(pair.peer(), sent.length));
          assertTrue(Arrays.equals(sent, received));
          Await.of(passes(3));
          assertEquals(0, pair.transport().getWriteBufferSize());
          assertEquals(1, pair.protocol().resumes);
          pair.close();
          return Coroutine.done();
        });
  }

  @Test
  void writeLines_sendsAllOfThem() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          List<ByteBuffer> parts = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            parts.add(ByteBuffer.wrap(Recorder.bytes(i + ";")));
          }
          pair.transport().writeLines(parts);
          pair.transport().writeLines(List.of());
          pair.transport().close();
          String received = new String(Await.of(receive(pair.peer(), 10_000)), ISO_8859_1);
          assertTrue(received.startsWith("0;1;2;") && received.endsWith(";99;"), received);
          pair.peer().close();
          return Coroutine.done();
        });
  }

  @Test
  void writeLinesOfMoreThanTheSystemTakes_keepsTheOrder() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          byte[] sent = new byte[4 << 20];
          new Random(2).nextBytes(sent);
          List<ByteBuffer> parts = new ArrayList<>();
          int position = 0;
          for (int size = 1; position < sent.length; size = size * 2 + 1) {
            int count = Math.min(size, sent.length - position);
            parts.add(ByteBuffer.wrap(sent, position, count));
            position += count;
          }
          pair.transport().writeLines(parts);
          assertTrue(parts.stream().noneMatch(ByteBuffer::hasRemaining));
          assertTrue(pair.transport().getWriteBufferSize() > 0);
          pair.transport().writeLines(List.of(ByteBuffer.wrap(sent, 0, 10)));
          assertEquals(1, pair.protocol().pauses);
          byte[] received = Await.of(receive(pair.peer(), sent.length));
          assertTrue(Arrays.equals(sent, received));
          byte[] last = Await.of(receive(pair.peer(), 10));
          assertArrayEquals(Arrays.copyOf(sent, 10), last);
          pair.close();
          return Coroutine.done();
        });
  }

  /** asyncio case 53; asyncio semantics 33. */
  @Test
  void writeEof_comesAfterWhatWasWritten() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          pair.transport().write(new byte[4 << 20]);
          pair.transport().writeEof();
          pair.transport().writeEof();
          assertThrows(IllegalStateException.class, () -> pair.transport().write(new byte[1]));
          assertEquals(4 << 20, Await.of(receive(pair.peer(), 5 << 20)).length);
          send(pair, "answer");
          Await.of(pair.protocol().received(6));
          pair.close();
          return Coroutine.done();
        });
  }

  /** asyncio case 54; asyncio semantics 32. */
  @Test
  void close_sendsWhatWasWritten_thenTellsOfTheLoss() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          pair.transport().write(new byte[4 << 20]);
          pair.transport().close();
          pair.transport().close();
          assertTrue(pair.transport().isClosing());
          Await.of(passes(3));
          assertEquals(List.of("made"), pair.protocol().events);
          assertEquals(4 << 20, Await.of(receive(pair.peer(), 5 << 20)).length);
          Await.of(pair.protocol().lost);
          assertEquals(List.of("made", "lost"), pair.protocol().events);
          assertNull(pair.protocol().cause);
          pair.peer().close();
          return Coroutine.done();
        });
  }

  /** asyncio semantics 32. */
  @Test
  void abort_dropsWhatWaits_andTellsOfTheLossInTheNextPass() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          pair.transport().write(new byte[4 << 20]);
          pair.transport().abort();
          pair.transport().abort();
          assertEquals(0, pair.transport().getWriteBufferSize());
          assertEquals(List.of("made"), pair.protocol().events);
          Await.of(passes(1));
          assertEquals(List.of("made", "lost"), pair.protocol().events);
          assertTrue(Await.of(receive(pair.peer(), 5 << 20)).length < 4 << 20);
          pair.peer().close();
          return Coroutine.done();
        });
  }

  /** asyncio semantics 35. */
  @Test
  void writeAfterTheLoss_isDropped() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          pair.transport().abort();
          Await.of(pair.protocol().lost);
          ByteBuffer data = ByteBuffer.allocate(10);
          pair.transport().write(data);
          assertFalse(data.hasRemaining());
          pair.transport().writeLines(List.of(data.clear()));
          pair.transport().writeEof();
          pair.transport().pauseReading();
          pair.transport().resumeReading();
          assertEquals(List.of("made", "lost"), pair.protocol().events);
          pair.peer().close();
          return Coroutine.done();
        });
  }

  /** asyncio case 56. */
  @Test
  void writeBufferLimits_areCheckedAndApplyAtOnce() throws Exception {
    assertThrows(IllegalArgumentException.class, () -> new WriteBufferLimits(11, 10));
    assertThrows(IllegalArgumentException.class, () -> new WriteBufferLimits(-1, 10));
    assertEquals(new WriteBufferLimits(25, 100), WriteBufferLimits.ofHigh(100));
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          assertEquals(
              new WriteBufferLimits(16 * 1024, 64 * 1024), pair.transport().getWriteBufferLimits());
          pair.transport().setWriteBufferLimits(WriteBufferLimits.ofHigh(100 << 20));
          pair.transport().write(new byte[4 << 20]);
          assertEquals(0, pair.protocol().pauses);
          pair.transport().setWriteBufferLimits(WriteBufferLimits.ofHigh(0));
          assertEquals(1, pair.protocol().pauses);
          assertEquals(4 << 20, Await.of(receive(pair.peer(), 4 << 20)).length);
          Await.of(passes(3));
          assertEquals(1, pair.protocol().resumes);
          pair.close();
          return Coroutine.done();
        });
  }

  /** uvloop's test_tcp_handle_abort_in_connection_made. */
  @Test
  void abortInConnectionMade_isTheEnd() throws Exception {
    run(
        () -> {
          Recorder aborting =
              new Recorder() {
                @Override
                public void connectionMade(Transport transport) {
                  super.connectionMade(transport);
                  transport.write(bytes("dropped or not"));
                  transport.abort();
                }
              };
          Pair<Recorder> pair = Await.of(Pair.open(() -> aborting));
          Await.of(aborting.lost);
          assertNull(aborting.cause);
          assertEquals(List.of("made", "lost"), aborting.events);
          pair.close();
          return Coroutine.done();
        });
    assertEquals(List.of(), reports);
  }

  @Test
  void closeInConnectionMade_sendsWhatWasWritten() throws Exception {
    byte[] much = new byte[3 << 20];
    run(
        () -> {
          Recorder closing =
              new Recorder() {
                @Override
                public void connectionMade(Transport transport) {
                  super.connectionMade(transport);
                  transport.write(much);
                  transport.close();
                }
              };
          Pair<Recorder> pair = Await.of(Pair.open(() -> closing));
          assertEquals(much.length, Await.of(receive(pair.peer(), much.length + 1)).length);
          Await.of(closing.lost);
          pair.close();
          return Coroutine.done();
        });
  }

  /** uvloop's test_resume_reading and test_pause_reading: any number of times, at any time. */
  @Test
  void pausingAndResuming_mayBeRepeated_andComeTooLate() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          Transport transport = pair.transport();
          transport.resumeReading();
          transport.pauseReading();
          transport.pauseReading();
          transport.resumeReading();
          send(pair, "x");
          Await.of(pair.protocol().received(1));
          transport.close();
          transport.resumeReading();
          transport.pauseReading();
          assertFalse(transport.isReading());
          Await.of(pair.protocol().lost);
          pair.close();
          return Coroutine.done();
        });
  }

  @Test
  void nothing_mayBeWritten() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          pair.transport().write(new byte[0]);
          pair.transport().writeLines(List.of());
          pair.transport().writeLines(List.of(ByteBuffer.allocate(0), ByteBuffer.allocate(0)));
          pair.transport().write(Recorder.bytes("x"));
          pair.transport().writeEof();
          assertEquals(1, Await.of(receive(pair.peer(), 2)).length);
          pair.close();
          return Coroutine.done();
        });
  }

  // ---- about the connection ----

  @Test
  void extraInfo_isKnownAfterTheEndToo() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          Transport transport = pair.transport();
          transport.abort();
          Await.of(pair.protocol().lost);
          assertEquals(pair.peer().getLocalAddress(), transport.peerAddress());
          assertEquals(pair.peer().getRemoteAddress(), transport.localAddress());
          assertSame(transport.peerAddress(), transport.getExtraInfo("peername"));
          assertSame(transport.localAddress(), transport.getExtraInfo("sockname"));
          assertNull(transport.getExtraInfo("sslcontext"));
          assertEquals("none", transport.getExtraInfo("peercert", "none"));
          assertNull(transport.tlsSession());
          pair.peer().close();
          return Coroutine.done();
        });
  }

  /** asyncio semantics 11. */
  @Test
  void channelOfATransport_cannotBeWatchedByOthers() throws Exception {
    run(
        () -> {
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          SocketChannel channel = (SocketChannel) pair.transport().getExtraInfo("socket");
          EventLoop loop = EventLoop.running();
          assertThrows(IllegalStateException.class, () -> loop.addReader(channel, () -> {}));
          assertThrows(IllegalStateException.class, () -> loop.removeWriter(channel));
          assertThrows(
              IllegalArgumentException.class,
              () -> pair.transport().setProtocol(new BaseProtocol() {}));
          Recorder second = new Recorder();
          second.events.add("set");
          pair.transport().setProtocol(second);
          assertSame(second, pair.transport().getProtocol());
          send(pair, "x");
          Await.of(second.received(1));
          assertEquals(List.of("made"), pair.protocol().events);
          pair.close();
          return Coroutine.done();
        });
  }

  @Test
  void openTransport_isClosedWithItsLoop() throws Exception {
    List<SocketChannel> channels = new ArrayList<>();
    run(
        () -> {
          EventLoop.running().setDebug(true);
          Pair<Recorder> pair = Await.of(Pair.open(Recorder::new));
          channels.add((SocketChannel) pair.transport().getExtraInfo("socket"));
          pair.peer().close();
          pair.transport().pauseReading();
          return Coroutine.done();
        });
    assertFalse(channels.get(0).isOpen());
    assertEquals(1, reports.size());
    assertTrue(reports.get(0).contains("still open"), reports.get(0));
  }
}
