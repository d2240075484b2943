package dev.weft.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCallable;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamReaderTest {

  private static StreamReader reader(int limit, String... data) {
    StreamReader reader = new StreamReader(limit);
    for (String part : data) {
      feed(reader, part);
    }
    return reader;
  }

  private static void feed(StreamReader reader, String data) {
    reader.feedData(ByteBuffer.wrap(Recorder.bytes(data)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static <T> T run(AsyncCallable<T, Exception> body) throws Exception {
    return VirtualTime.run(body);
  }

  private static <T, X extends Throwable> X failure(
      Class<X> type, AsyncCallable<T, Exception> reading) {
    return assertThrows(type, () -> run(reading));
  }

  @Test
  void read_givesWhatIsThere() throws Exception {
    StreamReader reader = reader(100, "hello");
    assertEquals("", text(run(() -> reader.read(0))));
    assertEquals("he", text(run(() -> reader.read(2))));
    assertEquals("llo", text(run(() -> reader.read(200))));
    reader.feedEof();
    assertEquals("", text(run(() -> reader.read(1))));
    assertTrue(reader.atEof());
  }

  @Test
  void available_isWhatCanBeReadWithoutWaiting() throws Exception {
    StreamReader reader = reader(100, "hel", "lo");
    assertEquals(5, reader.available());
    run(() -> reader.readExactly(4));
    assertEquals(1, reader.available());
    reader.feedEof();
    run(() -> reader.read());
    assertEquals(0, reader.available());
  }

  @Test
  void read_waitsForData() throws Exception {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          Task<byte[]> read = Weft.createTask(() -> reader.read(10));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          assertFalse(read.isDone());
          feed(reader, "x");
          assertEquals("x", text(Await.of(read)));
          return Coroutine.done();
        });
  }

  @Test
  void readWithoutCount_readsToTheEnd() throws Exception {
    StreamReader reader = reader(4, "hello", " ", "world");
    reader.feedEof();
    assertEquals("hello world", text(run(reader::read)));
    assertEquals("", text(run(() -> reader.read(-1))));
  }

  @Test
  void readExactly_waitsForAll_alsoForMoreThanTheLimit() throws Exception {
    run(
        () -> {
          StreamReader reader = reader(2, "abc");
          Task<byte[]> read = Weft.createTask(() -> reader.readExactly(6));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          feed(reader, "defg");
          assertEquals("abcdef", text(Await.of(read)));
          assertEquals("g", text(Await.of(reader.read(10))));
          return Coroutine.done();
        });
  }

  @Test
  void readExactly_atTheEnd_saysHowMuchThereWas() throws Exception {
    StreamReader reader = reader(100, "abc");
    assertEquals("", text(run(() -> reader.readExactly(0))));
    assertThrows(IllegalArgumentException.class, () -> run(() -> reader.readExactly(-1)));
    reader.feedEof();
    IncompleteReadException end =
        failure(IncompleteReadException.class, () -> reader.readExactly(5));
    assertEquals("abc", text(end.partial()));
    assertEquals(5, end.expected());
    assertEquals(
        "3 bytes read on a total of 5 expected bytes: the data has ended", end.getMessage());
    assertTrue(reader.atEof());
  }

  @Test
  void readUntil_findsASeparatorThatComesInPieces() throws Exception {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          Task<byte[]> read = Weft.createTask(() -> reader.readUntil(Recorder.bytes("\r\n\r\n")));
          for (String part : List.of("a\r", "\nb\r\n\r", "\nrest")) {
            feed(reader, part);
            Await.of(Weft.sleep(Duration.ZERO));
          }
          assertEquals("a\r\nb\r\n\r\n", text(Await.of(read)));
          assertEquals("rest", text(Await.of(reader.read(10))));
          return Coroutine.done();
        });
  }

  @Test
  void readUntil_endsAtTheSeparatorThatEndsFirst() throws Exception {
    StreamReader reader = reader(100, "one,two;three--");
    byte[][] separators = {Recorder.bytes(";"), Recorder.bytes(","), Recorder.bytes("--")};
    assertEquals("one,", text(run(() -> reader.readUntil(separators))));
    assertEquals("two;", text(run(() -> reader.readUntil(separators))));
    assertEquals("three--", text(run(() -> reader.readUntil(separators))));
    assertThrows(IllegalArgumentException.class, () -> run(reader::readUntil));
    assertThrows(IllegalArgumentException.class, () -> run(() -> reader.readUntil(new byte[0])));
  }

  /** asyncio case 111; asyncio semantics 39. */
  @Test
  void readUntil_overTheLimit_keepsTheData() throws Exception {
    StreamReader found = reader(3, "some data\n");
    LimitOverrunException beyond =
        failure(LimitOverrunException.class, () -> found.readUntil(Recorder.bytes("\n")));
    assertEquals(9, beyond.consumed());
    assertEquals("some data\n", text(run(() -> found.read(100))));

    StreamReader notFound = reader(3, "some data");
    LimitOverrunException overrun =
        failure(LimitOverrunException.class, () -> notFound.readUntil(Recorder.bytes("\n")));
    assertEquals(9, overrun.consumed());
    assertEquals("some data", text(run(() -> notFound.read(100))));
  }

  @Test
  void readUntil_atTheEnd_givesWhatThereWas() throws Exception {
    StreamReader reader = reader(100, "some data");
    reader.feedEof();
    IncompleteReadException end =
        failure(IncompleteReadException.class, () -> reader.readUntil(Recorder.bytes("\n")));
    assertEquals("some data", text(end.partial()));
    assertEquals(IncompleteReadException.UNKNOWN, end.expected());
  }

  @Test
  void readLine_isWithoutItsEnd() throws Exception {
    StreamReader reader = new StreamReader();
    reader.feedData(ByteBuffer.wrap("größe\r\n\n\r\nrest".getBytes(UTF_8)));
    reader.feedEof();
    assertEquals("größe", run(reader::readLine));
    assertEquals("", run(reader::readLine));
    assertEquals("", run(reader::readLine));
    assertEquals("rest", run(reader::readLine));
    assertNull(run(reader::readLine));
    assertNull(run(reader::readLine));
  }

  @Test
  void readLine_decodesWithTheCharset() throws Exception {
    StreamReader reader = reader(100, "gr\u00f6\u00dfe\n");
    assertEquals("größe", run(() -> reader.readLine(ISO_8859_1)));
  }

  /** asyncio case 112; asyncio semantics 39. */
  @Test
  void readLine_overTheLimit_dropsThatLineOnly() throws Exception {
    StreamReader reader = reader(3, "line1\n", "li2\n");
    failure(LimitOverrunException.class, reader::readLine);
    assertEquals("li2", run(reader::readLine));

    StreamReader unended = reader(3, "line1");
    failure(LimitOverrunException.class, unended::readLine);
    feed(unended, "x\n");
    assertEquals("x", run(unended::readLine));
  }

  @Test
  void lines_areAnAsyncGenerator() throws Exception {
    StreamReader reader = reader(100, "one\ntwo\nthree");
    reader.feedEof();
    List<String> lines = new ArrayList<>();
    run(
        () -> {
          Await.of(
              reader
                  .lines()
                  .forEach(
                      line -> {
                        lines.add(line);
                        return Coroutine.done();
                      }));
          return Coroutine.done();
        });
    assertEquals(List.of("one", "two", "three"), lines);
  }

  /** asyncio semantics 39. */
  @Test
  void secondReader_isRefused() throws Exception {
    run(
        () -> {
          StreamReader reader = new StreamReader();
          Task<byte[]> first = Weft.createTask(() -> reader.read(1));
          Await.of(Weft.sleep(Duration.ZERO));
          Outcome<byte[]> second =
              Await.of(Weft.settle(Weft.createTask(() -> reader.readExactly(1)))).get(0);
          assertTrue(second.toString().contains("readExactly() called while another coroutine"));
          feed(reader, "x");
          assertEquals("x", text(Await.of(first)));
          return Coroutine.done();
        });
  }

  @Test
  void cancelledRead_losesNothing() throws Exception {
    run(
        () -> {
          StreamReader reader = reader(100, "ab");
          for (int i = 0; i < 3; i++) {
            Task<byte[]> read = Weft.createTask(() -> reader.readExactly(4));
            Await.of(Weft.sleep(Duration.ZERO));
            if (i == 2) {
              feed(reader, "cd"); // and cancelled in the same pass
            }
            read.cancel();
            Await.of(Weft.settle(read));
            assertTrue(read.isCancelled());
          }
          assertEquals("abcd", text(Await.of(reader.readExactly(4))));
          return Coroutine.done();
        });
  }

  @Test
  void failure_isThrownByTheWaitingReadAndAllLaterOnes() throws Exception {
    StreamReader reader = reader(100, "data\n");
    reader.setException(new IOException("gone"));
    assertEquals("gone", failure(IOException.class, () -> reader.read(2)).getMessage());
    assertEquals("gone", failure(IOException.class, reader::readLine).getMessage());
    assertEquals("gone", failure(IOException.class, () -> reader.readExactly(0)).getMessage());
    assertEquals("gone", reader.exception().getMessage());
  }

  /** A transport that counts. */
  private static final class Pausable implements ReadTransport {
    final List<String> calls = new ArrayList<>();

    @Override
    public boolean isReading() {
      return true;
    }

    @Override
    public void pauseReading() {
      calls.add("pause");
    }

    @Override
    public void resumeReading() {
      calls.add("resume");
    }

    @Override
    public void close() {}

    @Override
    public boolean isClosing() {
      return false;
    }

    @Override
    public BaseProtocol getProtocol() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setProtocol(BaseProtocol protocol) {}

    @Override
    public Object getExtraInfo(String name, Object defaultValue) {
      return defaultValue;
    }
  }

  /** asyncio semantics 39. */
  @Test
  void moreThanTwiceTheLimit_stopsThePeer() throws Exception {
    Pausable transport = new Pausable();
    StreamReader reader = new StreamReader(4);
    reader.setTransport(transport);
    feed(reader, "12345678");
    assertEquals(List.of(), transport.calls);
    feed(reader, "9");
    feed(reader, "0");
    assertEquals(List.of("pause"), transport.calls);
    run(() -> reader.read(5));
    assertEquals(List.of("pause"), transport.calls);
    run(() -> reader.read(1));
    assertEquals(List.of("pause", "resume"), transport.calls);
  }

  /** asyncio semantics 39. */
  @Test
  void readExactlyAboveTheLimit_letsThePeerGoOn() throws Exception {
    run(
        () -> {
          Pausable transport = new Pausable();
          StreamReader reader = new StreamReader(1);
          reader.setTransport(transport);
          feed(reader, "123");
          Task<byte[]> read = Weft.createTask(() -> reader.readExactly(5));
          Await.of(Weft.sleep(Duration.ZERO));
          assertEquals(List.of("pause", "resume"), transport.calls);
          feed(reader, "45");
          assertArrayEquals(Recorder.bytes("12345"), Await.of(read));
          return Coroutine.done();
        });
  }

  @Test
  void feedDataAfterTheEnd_isRefused() {
    StreamReader reader = new StreamReader();
    reader.feedEof();
    assertThrows(IllegalStateException.class, () -> feed(reader, "x"));
    assertThrows(IllegalArgumentException.class, () -> new StreamReader(0));
  }
}
