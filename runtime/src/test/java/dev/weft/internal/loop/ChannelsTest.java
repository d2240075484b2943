package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.VirtualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Row N6: any selectable channel will do, so a pipe. */
@Timeout(30)
class ChannelsTest {

  private final EventLoop loop = EventLoop.create();
  private Pipe pipe;

  @BeforeEach
  void openPipe() throws IOException {
    pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    pipe.sink().configureBlocking(false);
  }

  @AfterEach
  void close() throws IOException {
    loop.close();
    pipe.source().close();
    pipe.sink().close();
  }

  private void send(String text) {
    try {
      pipe.sink().write(ByteBuffer.wrap(text.getBytes()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String receive(int atMost) {
    try {
      ByteBuffer target = ByteBuffer.allocate(atMost);
      pipe.source().read(target);
      return new String(target.array(), 0, target.position());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Rows N1, N2 and N5; asyncio case 23. */
  @Test
  void reader_isCalledUntilAllIsRead() {
    StringBuilder received = new StringBuilder();
    List<Boolean> removals = new ArrayList<>();
    loop.addReader(
        pipe.source(),
        () -> {
          received.append(receive(1));
          if (received.length() == 6) {
            removals.add(loop.removeReader(pipe.source()));
            removals.add(loop.removeReader(pipe.source()));
            loop.stop();
          }
        });
    loop.callSoon(() -> send("abc"));
    loop.callSoon(() -> send("def"));
    loop.runForever();
    assertEquals("abcdef", received.toString());
    assertEquals(List.of(true, false), removals);
  }

  /** Row N2: who closes first and removes then is not called any more, though the data has come. */
  @Test
  void readerOfAClosedChannel_isRemoved() {
    List<String> calls = new ArrayList<>();
    loop.addReader(pipe.source(), () -> calls.add("read"));
    loop.callSoon(
        () -> {
          send("x");
          loop.callSoon(
              () -> {
                closeSource();
                calls.add("removed " + loop.removeReader(pipe.source()));
                loop.callSoon(loop::stop);
              });
        });
    loop.runForever();
    assertEquals(List.of("removed true"), calls);
  }

  private void closeSource() {
    try {
      pipe.source().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void writerOfAClosedChannel_isRemoved() throws IOException {
    loop.addWriter(pipe.sink(), () -> {});
    pipe.sink().close();
    assertTrue(loop.removeWriter(pipe.sink()));
    assertFalse(loop.removeWriter(pipe.sink()));
  }

  /** Rows N3, N4; asyncio case 24. */
  @Test
  void writer_isCalledWhenThereIsRoom() {
    AtomicInteger calls = new AtomicInteger();
    loop.addWriter(
        pipe.sink(),
        () -> {
          calls.incrementAndGet();
          loop.stop();
        });
    loop.runForever();
    assertEquals(1, calls.get());
    assertTrue(loop.removeWriter(pipe.sink()));
    assertFalse(loop.removeWriter(pipe.sink()));
  }

  /** asyncio semantics 11. */
  @Test
  void addReader_replacesTheOneBefore() {
    List<String> calls = new ArrayList<>();
    loop.addReader(pipe.source(), () -> calls.add("first"));
    loop.addReader(
        pipe.source(),
        () -> {
          calls.add("second");
          loop.stop();
        });
    send("x");
    loop.runForever();
    assertEquals(List.of("second"), calls);
  }

  /** asyncio semantics 10: also if it is ready in the same pass. */
  @Test
  void removedReader_isNotCalledAnyMore() throws IOException {
    Pipe other = Pipe.open();
    other.source().configureBlocking(false);
    List<String> calls = new ArrayList<>();
    loop.addReader(
        pipe.source(),
        () -> {
          calls.add("one");
          loop.removeReader(other.source());
          loop.removeReader(pipe.source());
          loop.callSoon(loop::stop);
        });
    loop.addReader(
        other.source(),
        () -> {
          calls.add("other");
          loop.removeReader(other.source());
          loop.removeReader(pipe.source());
          loop.callSoon(loop::stop);
        });
    send("x");
    other.sink().write(ByteBuffer.wrap(new byte[1]));
    loop.runForever();
    assertEquals(1, calls.size(), calls::toString);
    other.source().close();
    other.sink().close();
  }

  /** asyncio semantics 10: a cancelled key lingers in NIO. */
  @Test
  void reader_canBeAddedAgainAtOnce_andTheChannelBeMadeBlocking() throws IOException {
    loop.addReader(pipe.source(), () -> {});
    loop.removeReader(pipe.source());
    loop.addReader(pipe.source(), loop::stop);
    send("x");
    loop.runForever();
    loop.removeReader(pipe.source());
    pipe.source().configureBlocking(true);
    assertEquals("x", receive(1));
  }

  /** Row N1: an event at which there is nobody is not asked for any more. */
  @Test
  void closedChannel_isNotCalled() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    loop.addReader(pipe.source(), calls::incrementAndGet);
    pipe.source().close();
    loop.callSoon(() -> loop.callSoon(loop::stop));
    loop.runForever();
    assertEquals(0, calls.get());
  }

  /** asyncio cases 25 and 26. */
  @Test
  void afterTheLoopIsClosed_addThrows_removeReturnsFalse() {
    loop.addReader(pipe.source(), () -> {});
    loop.close();
    assertFalse(loop.removeReader(pipe.source()));
    assertFalse(loop.removeWriter(pipe.sink()));
    assertThrows(IllegalStateException.class, () -> loop.addReader(pipe.source(), () -> {}));
    assertThrows(IllegalStateException.class, () -> loop.addWriter(pipe.sink(), () -> {}));
  }

  @Test
  void blockingChannel_isRefused() throws IOException {
    pipe.source().configureBlocking(true);
    assertThrows(IllegalArgumentException.class, () -> loop.addReader(pipe.source(), () -> {}));
    pipe.source().close();
    assertThrows(IllegalArgumentException.class, () -> loop.addReader(pipe.source(), () -> {}));
  }

  @Test
  void pollerWithoutChannels_saysSo() {
    try (EventLoop virtual = VirtualTime.loop()) {
      UnsupportedOperationException refusal =
          assertThrows(
              UnsupportedOperationException.class,
              () -> virtual.addReader(pipe.source(), () -> {}));
      assertTrue(refusal.getMessage().contains("VirtualTime"));
    }
  }
}
