package dev.weft.net;

import dev.weft.AsyncFuture;
import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Yield;
import dev.weft.annotations.Async;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the peer sends, one step after the other. asyncio's {@code StreamReader}; made by
 * {@link Net#openConnection} and {@link Net#startServer}.
 *
 * <p>The methods that return a coroutine suspend until there is something to return. One task reads
 * at a time; a second one gets an {@code IllegalStateException}. A task that is cancelled while it
 * reads loses nothing: what has come stays for the next read, except where said otherwise. When the
 * connection has failed, every read throws that failure.
 *
 * <p><b>Limit.</b> The reader receives ahead, but stops the peer when more than twice its limit is
 * waiting to be read. The limit is also the longest line, or other thing that ends with a
 * separator.
 */
public final class StreamReader {

  /** What the limit is if nobody says otherwise: 64 KiB. */
  public static final int DEFAULT_LIMIT = 64 * 1024;

  private static final byte[] NOTHING = {};

  private final ByteQueue bytes = new ByteQueue();
  private final int limit;
  private @Nullable ReadTransport transport; // null if it cannot be paused
  private boolean paused;
  private boolean eof;
  private @Nullable Throwable failure;
  private @Nullable AsyncFuture<@Nullable Void> arrival; // what the reading task awaits

  /** A reader with the default limit, of what {@link #feedData} is given. */
  public StreamReader() {
    this(DEFAULT_LIMIT);
  }

  /**
   * A reader of what {@link #feedData} is given.
   *
   * @param limit in bytes, 1 or more
   */
  public StreamReader(int limit) {
    requireLimit(limit);
    this.limit = limit;
  }

  static void requireLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be 1 or more: " + limit);
    }
  }

  // ---- reading ----

  /** Reads everything up to the end; see {@link #read(int)}. */
  public Coroutine<byte[]> read() throws IOException {
    return read(-1);
  }

  /**
   * Reads up to {@code count} bytes: at least one, and what is there without waiting for more.
   *
   * @param count how many at most; 0 for none, without waiting; negative for everything up to the
   *     end, of which a task that is cancelled loses what it has read
   * @return an empty array at the end
   */
  @Async
  public Coroutine<byte[]> read(int count) throws IOException {
    throwFailure();
    if (count == 0) {
      return Coroutine.of(NOTHING);
    }
    if (count < 0) {
      return Coroutine.of(Await.of(readToTheEnd()));
    }
    if (bytes.isEmpty() && !eof) {
      Await.of(awaitData("read"));
    }
    return Coroutine.of(take(Math.min(count, bytes.size())));
  }

  @Async
  private Coroutine<byte[]> readToTheEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] block;
    do {
      block = Await.of(read(limit));
      all.write(block, 0, block.length);
    } while (block.length > 0);
    return Coroutine.of(all.toByteArray());
  }

  /**
   * Reads into {@code target} what is there, at least one byte, as much as fits.
   *
   * @return how many bytes; -1 at the end, 0 if nothing fits
   */
  @Async
  public Coroutine<Integer> readInto(ByteBuffer target) throws IOException {
    throwFailure();
    if (!target.hasRemaining()) {
      return Coroutine.of(0);
    }
    if (bytes.isEmpty() && !eof) {
      Await.of(awaitData("readInto"));
    }
    if (bytes.isEmpty()) {
      return Coroutine.of(-1);
    }
    int count = bytes.take(target);
    resumeIfRead();
    return Coroutine.of(count);
  }

  /**
   * Reads exactly {@code count} bytes, which may be more than the limit.
   *
   * @throws IncompleteReadException if the end comes before; it has what was there
   * @throws IllegalArgumentException at the await, if {@code count} is negative
   */
  @Async
  public Coroutine<byte[]> readExactly(int count) throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException("cannot read exactly " + count + " bytes");
    }
    throwFailure();
    while (bytes.size() < count) {
      if (eof) {
        throw new IncompleteReadException(take(bytes.size()), count);
      }
      Await.of(awaitData("readExactly"));
    }
    return Coroutine.of(take(count));
  }

  /**
   * Reads up to the first separator.
   *
   * @param separators one or more; the one that ends first counts
   * @return what was read, with the separator
   * @throws IncompleteReadException if the end comes before; it has what was there
   * @throws LimitOverrunException if there is no separator within the limit; what is there stays,
   *     to be read in another way
   * @throws IllegalArgumentException at the await, if there is no separator or an empty one
   */
  @Async
  public Coroutine<byte[]> readUntil(byte[]... separators) throws IOException {
    return Coroutine.of(take(Await.of(awaitSeparator("readUntil", new Separators(separators)))));
  }

  /** Waits for a separator within the limit. Gives the size of what ends with it. */
  @Async
  private Coroutine<Integer> awaitSeparator(String method, Separators separators)
      throws IOException {
    throwFailure();
    int searched = 0;
    while (true) {
      Separators.Match match = separators.find(bytes, searched);
      if (match != null) {
        requireWithinLimit(match);
        return Coroutine.of(match.end());
      }
      searched = Math.max(0, bytes.size() + 1 - separators.longest());
      if (searched > limit) {
        throw new LimitOverrunException(
            "no separator found within the limit of " + limit + " bytes", searched);
      }
      if (eof) {
        throw new IncompleteReadException(take(bytes.size()), IncompleteReadException.UNKNOWN);
      }
      Await.of(awaitData(method));
    }
  }

  private void requireWithinLimit(Separators.Match match) throws LimitOverrunException {
    if (match.start() > limit) {
      throw new LimitOverrunException(
          "separator found, but beyond the limit of " + limit + " bytes", match.start());
    }
  }

  /** Reads a line of UTF-8; see {@link #readLine(Charset)}. */
  public Coroutine<@Nullable String> readLine() throws IOException {
    return readLine(StandardCharsets.UTF_8);
  }

  /**
   * Reads a line: up to a line feed or the end.
   *
   * @return the line without its line feed, and without a carriage return before that; null at the
   *     end. ({@code readUntil} tells whether a last line was complete.)
   * @throws LimitOverrunException if the line is longer than the limit; what is there of that line
   *     is dropped
   */
  @Async
  public Coroutine<@Nullable String> readLine(Charset charset) throws IOException {
    int size;
    try {
      size = Await.of(awaitSeparator("readLine", Separators.NEWLINE));
    } catch (IncompleteReadException end) {
      byte[] rest = end.partial();
      return Coroutine.of(rest.length == 0 ? null : new String(rest, charset));
    } catch (LimitOverrunException tooLong) {
      dropLine(tooLong.consumed());
      throw tooLong;
    }
    byte[] line = take(size);
    int end = size > 1 && line[size - 2] == '\r' ? size - 2 : size - 1;
    return Coroutine.of(new String(line, 0, end, charset));
  }

  private void dropLine(int consumed) {
    boolean whole = bytes.startsWith(Separators.NEWLINE_BYTES, consumed);
    take(whole ? consumed + 1 : bytes.size());
  }

  /**
   * The lines up to the end, as {@link #readLine()} reads them:
   *
   * <pre>{@code
   * Await.of(
   *     reader
   *         .lines()
   *         .forEach(
   *             line -> {
   *               log.add(line);
   *               return Coroutine.done();
   *             }));
   * }</pre>
   *
   * <p>A failure is an {@code IOException} of {@code moveNext} or {@code forEach}.
   */
  @Async
  public AsyncGenerator<String> lines() throws IOException {
    for (String line; (line = Await.of(readLine())) != null; ) {
      Yield.of(line);
    }
    return AsyncGenerator.end();
  }

  /**
   * How many bytes have come and were not read yet: {@link #read(int)} gives them without waiting.
   * Tells, say, a peer that stalls in the middle of a message from one that is silent.
   */
  public int available() {
    return bytes.size();
  }

  /** Whether the end has come and everything before it was read. */
  public boolean atEof() {
    return eof && bytes.isEmpty();
  }

  private byte[] take(int count) {
    byte[] taken = bytes.take(count);
    resumeIfRead();
    return taken;
  }

  private void throwFailure() throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    } else if (failure instanceof Error error) {
      throw error;
    } else if (failure != null) {
      throw new IOException("the connection has failed", failure);
    }
  }

  // ---- waiting ----

  @Async
  private Coroutine<@Nullable Void> awaitData(String method) throws IOException {
    if (arrival != null) {
      throw new IllegalStateException(
          method + "() called while another coroutine is already waiting for incoming data");
    }
    resume(); // or what is asked for, and is more than was kept, would never come
    AsyncFuture<@Nullable Void> arrival = EventLoop.running().createFuture();
    this.arrival = arrival;
    try {
      Await.of(arrival);
    } finally {
      this.arrival = null;
    }
    throwFailure();
    return Coroutine.done();
  }

  private void wake() {
    if (arrival != null && !arrival.isDone()) {
      arrival.setResult(null);
    }
  }

  private void resumeIfRead() {
    if (bytes.size() <= limit) {
      resume();
    }
  }

  private void resume() {
    if (paused && transport != null) {
      paused = false;
      transport.resumeReading();
    }
  }

  /** The transport that it reads from; null if it has none. */
  public @Nullable ReadTransport transport() {
    return transport;
  }

  // ---- what has come ----

  /** Sets what is paused when too much is waiting to be read; another one with TLS started. */
  void setTransport(ReadTransport transport) {
    this.transport = transport;
    paused = false;
  }

  /**
   * Adds what has come: what remains in {@code data}, of which nothing remains then. Never
   * suspends.
   *
   * @throws IllegalStateException after {@link #feedEof}
   */
  public void feedData(ByteBuffer data) {
    if (eof) {
      throw new IllegalStateException("feedData after feedEof");
    }
    if (!data.hasRemaining()) {
      return;
    }
    bytes.add(data);
    wake();
    if (transport != null && !paused && bytes.size() > 2L * limit) {
      transport.pauseReading();
      paused = true;
    }
  }

  /** Says that nothing more will come. */
  public void feedEof() {
    eof = true;
    wake();
  }

  /** Says that the connection has failed: all reads throw {@code failure} from now on. */
  public void setException(Throwable failure) {
    this.failure = failure;
    wake();
  }

  /** The failure of the connection, or null. */
  public @Nullable Throwable exception() {
    return failure;
  }

  @Override
  public String toString() {
    return "<StreamReader "
        + bytes.size()
        + " bytes"
        + (eof ? " eof" : "")
        + (paused ? " paused" : "")
        + (failure != null ? " exception=" + failure : "")
        + ">";
  }
}
