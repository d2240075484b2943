package dev.weft.testing;

import dev.weft.Context;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.net.BaseProtocol;
import dev.weft.net.BufferedProtocol;
import dev.weft.net.Protocol;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Transport;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection in memory, which behaves as a socket's: callbacks come in later passes,
 * {@code write} never blocks, and a peer that does not read holds the writer back. No system call
 * is made, so that it works in virtual time.
 *
 * <p>{@link #pair} connects two protocols. What is between them, {@link LinkOptions} says: latency,
 * pieces down to single bytes, a small capacity, a reset at a chosen byte. {@code Net.startTls}
 * works over it.
 *
 * <pre>{@code
 * var pair = MemoryTransport.pair(new Silent(), new Silent(), slow, slow, 1);
 * Await.of(Weft.sleep(Duration.ZERO)); // connectionMade
 * Task<Void> serving = Weft.createTask(() -> shout(Net.streams(pair.second())));
 * try (Streams client = Net.streams(pair.first())) {
 *   client.writer().write("hello\n");
 *   assertEquals("HELLO", Await.of(client.reader().readLine()));
 * }
 * Await.of(serving);
 * }</pre>
 *
 * <p>As with sockets, what arrives where nobody receives any more resets the connection of its
 * sender.
 */
public final class MemoryTransport implements Transport {

  /*
   * Overview.
   *
   *   new ──begin()──▶ open ──close(), or the peer's end──▶ flushing ──all is sent──▶ lost
   *                      └──abort(), or a failure──────────────────────────────────────▶ lost
   *
   * closing is true from flushing on, lost when the call of connectionLost is scheduled, once.
   *
   * What the outgoing link has no room for is copied into waiting. The links are the only way from
   * one end to the other; they call back in passes of their own.
   */

  /**
   * The two ends of a connection.
   *
   * @param first the transport of the first protocol
   * @param second the transport of the second
   */
  public record Pair(MemoryTransport first, MemoryTransport second) {}

  private final EventLoop loop = EventLoop.running();
  private final Context context = Context.copyOfCurrent(); // in which the protocol is called
  private final String name;
  private final MemoryLink outgoing;
  private final WriteLimits flow = new WriteLimits();
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
  private final MemoryLink.Receiver receiver = new Receiver();
  private @Nullable MemoryLink incoming; // null until connected
  private int waitingSize;
  private StreamProtocol protocol;
  private boolean started; // connectionMade was called
  private boolean paused;
  private boolean eofReceived;
  private boolean eofWritten;
  private boolean closing;
  private boolean lost;

  private MemoryTransport(
      String name, StreamProtocol protocol, LinkOptions options, Random random) {
    this.name = name;
    this.protocol = requireServed(protocol);
    this.outgoing = new MemoryLink(loop, context, options, random, new Sender());
  }

  /** Connects two protocols; in the next pass their {@code connectionMade} is called. */
  public static Pair pair(StreamProtocol first, StreamProtocol second) {
    return pair(first, second, LinkOptions.standard(), LinkOptions.standard(), 0);
  }

  /**
   * Connects two protocols; in the next pass their {@code connectionMade} is called.
   *
   * @param toSecond what the way from the first to the second is like
   * @param toFirst what the way back is like
   * @param seed decides what is random in the options
   */
  public static Pair pair(
      StreamProtocol first,
      StreamProtocol second,
      LinkOptions toSecond,
      LinkOptions toFirst,
      long seed) {
    Random random = new Random(seed);
    MemoryTransport one = new MemoryTransport("first", first, toSecond, random);
    MemoryTransport two = new MemoryTransport("second", second, toFirst, random);
    one.connect(two);
    two.connect(one);
    one.loop.callSoon(one::begin, one.context);
    two.loop.callSoon(two::begin, two.context);
    return new Pair(one, two);
  }

  private void connect(MemoryTransport peer) {
    incoming = peer.outgoing;
    incoming.connect(receiver);
  }

  private static StreamProtocol requireServed(BaseProtocol protocol) {
    Objects.requireNonNull(protocol, "protocol");
    if (protocol instanceof Protocol || protocol instanceof BufferedProtocol) {
      return (StreamProtocol) protocol;
    }
    throw new IllegalArgumentException(
        protocol.getClass().getName()
            + " cannot be the protocol of a connection: implement Protocol or BufferedProtocol");
  }

  private void begin() {
    if (!closing) {
      started = true;
      call("connectionMade", () -> protocol.connectionMade(this));
      lookForData();
      outgoing.begin();
    }
  }

  private void lookForData() {
    if (incoming != null) {
      incoming.receiverReady();
    }
  }

  // ---- receiving ----

  @Override
  public boolean isReading() {
    return !paused && !closing && !eofReceived;
  }

  @Override
  public void pauseReading() {
    if (isReading()) {
      paused = true;
    }
  }

  @Override
  public void resumeReading() {
    if (paused) {
      paused = false;
      lookForData();
    }
  }

  /** What comes from the incoming link. */
  private final class Receiver implements MemoryLink.Receiver {

    @Override
    public boolean wantsSegment() {
      return lost || (started && isReading());
    }

    @Override
    public void receive(ByteBuffer data) {
      if (lost) {
        data.position(data.limit());
        Objects.requireNonNull(incoming).refuse();
      } else if (protocol instanceof Protocol plain) {
        call("dataReceived", () -> plain.dataReceived(data));
        data.position(data.limit());
      } else {
        call("bufferUpdated", () -> fill((BufferedProtocol) protocol, data));
      }
    }

    @Override
    public void receiveEnd() {
      if (!lost) {
        eofReceived = true;
        boolean[] keepOpen = {false};
        call("eofReceived", () -> keepOpen[0] = protocol.eofReceived());
        if (!keepOpen[0]) {
          close();
        }
      }
    }

    @Override
    public void receiveReset(SocketException cause) {
      lose(cause);
    }
  }

  private static void fill(BufferedProtocol buffered, ByteBuffer data) {
    ByteBuffer target = buffered.getBuffer(-1);
    if (!target.hasRemaining()) {
      throw new IllegalStateException("getBuffer() returned a buffer without room");
    }
    int count = Math.min(target.remaining(), data.remaining());
    target.put(data.slice(data.position(), count));
    data.position(data.position() + count);
    buffered.bufferUpdated(count);
  }

  // ---- sending ----

  @Override
  public void write(ByteBuffer data) {
    requireNoEof();
    if (lost) {
      data.position(data.limit());
      return;
    }
    if (waiting.isEmpty()) {
      outgoing.write(data);
    }
    if (data.hasRemaining()) {
      waitingSize += data.remaining();
      waiting.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
      tellIfTooMuch();
    }
  }

  @Override
  public void writeLines(Iterable<ByteBuffer> data) {
    requireNoEof();
    data.forEach(this::write);
  }

  private void requireNoEof() {
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after writeEof()");
    }
  }

  private void tellIfTooMuch() {
    if (flow.crossedHigh(waitingSize)) {
      tell("pauseWriting", protocol::pauseWriting);
    }
  }

  /** What the outgoing link tells. */
  private final class Sender implements MemoryLink.Sender {

    @Override
    public void writeReady() {
      if (!lost) {
        flush();
      }
      if (!lost && flow.crossedLow(waitingSize)) {
        tell("resumeWriting", protocol::resumeWriting); // may write more
      }
      if (!lost && waiting.isEmpty()) {
        allSent();
      }
    }

    @Override
    public void receiveReset(SocketException cause) {
      lose(cause);
    }
  }

  private void flush() {
    boolean room = true;
    while (room && !waiting.isEmpty()) {
      ByteBuffer next = waiting.getFirst();
      int before = next.remaining();
      outgoing.write(next);
      waitingSize -= before - next.remaining();
      room = !next.hasRemaining();
      if (room) {
        waiting.removeFirst();
      }
    }
  }

  private void allSent() {
    if (closing) {
      lose(null);
    } else if (eofWritten) {
      outgoing.end();
    }
  }

  @Override
  public void writeEof() {
    if (!closing && !eofWritten) {
      eofWritten = true;
      if (waiting.isEmpty()) {
        outgoing.end();
      }
    }
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public int getWriteBufferSize() {
    return waitingSize;
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return flow.limits();
  }

  @Override
  public void setWriteBufferLimits(WriteBufferLimits limits) {
    flow.setLimits(limits);
    tellIfTooMuch();
  }

  // ---- the end ----

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      if (waiting.isEmpty()) {
        lose(null);
      }
    }
  }

  @Override
  public void abort() {
    lose(null);
  }

  private void lose(@Nullable Throwable cause) {
    if (!lost) {
      lost = true;
      closing = true;
      waiting.clear();
      waitingSize = 0;
      outgoing.end();
      lookForData(); // to refuse it
      loop.callSoon(() -> tellOfLoss(cause), context);
    }
  }

  private void tellOfLoss(@Nullable Throwable cause) {
    if (started) {
      protocol.connectionLost(cause);
    }
  }

  // ---- calls of the protocol ----

  /** Calls a method of the protocol whose failure ends the connection. */
  private void call(String method, Runnable call) {
    try {
      call.run();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      report("Fatal error: protocol." + method + "() call failed.", failure);
      lose(failure);
    }
  }

  /** Calls a method of the protocol whose failure is only reported. */
  private void tell(String method, Runnable call) {
    try {
      call.run();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      report("protocol." + method + "() failed", failure);
    }
  }

  private void report(String message, Throwable failure) {
    loop.callExceptionHandler(
        new ExceptionContext(message, failure).with("transport", this).with("protocol", protocol));
  }

  // ---- about the connection ----

  @Override
  public StreamProtocol getProtocol() {
    return protocol;
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    this.protocol = requireServed(protocol);
  }

  /** Nothing is known of a connection in memory: {@code defaultValue}. */
  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    return defaultValue;
  }

  @Override
  public String toString() {
    return "<MemoryTransport "
        + name
        + (closing ? lost ? " closed" : " closing" : "")
        + (waiting.isEmpty() ? "" : " waiting=" + waitingSize)
        + ">";
  }
}
