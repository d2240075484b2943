package dev.weft.testing;

import dev.weft.Context;
import dev.weft.EventLoop;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One direction of a connection in memory: what one end has sent and the other not received. */
final class MemoryLink {

  /*
   * Overview.
   *
   * segments holds what is under way and what has come but is not received yet, oldest first, each
   * with the time at which it comes. At most one call of deliver() is scheduled; it takes one
   * segment, if the receiver wants it, and makes room for the sender. The receiver says so by
   * receiverReady() when it wants data again.
   *
   * The end of the data, and a reset, are segments too.
   */

  /** The receiving end. */
  interface Receiver {

    /** Whether it takes the next segment. */
    boolean wantsSegment();

    /** Takes some of {@code data}, or all. */
    void receive(ByteBuffer data);

    /** The sender sends nothing more. */
    void receiveEnd();

    /** The connection has failed. */
    void receiveReset(SocketException cause);
  }

  /** The sending end. */
  interface Sender {

    /** There is room for more. */
    void writeReady();

    /** The connection has failed. */
    void receiveReset(SocketException cause);
  }

  private enum Kind {
    DATA,
    END,
    RESET
  }

  private record Segment(Kind kind, ByteBuffer data, long due) {}

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final EventLoop loop;
  private final Context context;
  private final LinkOptions options;
  private final Random random;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final Sender sender;
  private @Nullable Receiver receiver; // null until the other end exists
  private int size; // of the data in segments
  private long sent;
  private long busyUntil; // bytes before are still being sent, in nanoseconds of the loop's time
  private long lastDue; // when the last of segments comes
  private boolean ended; // its END or RESET was sent
  private boolean delivering; // deliver() is scheduled
  private boolean filled; // the sender waits for room

  MemoryLink(EventLoop loop, Context context, LinkOptions options, Random random, Sender sender) {
    this.loop = loop;
    this.context = context;
    this.options = options;
    this.random = random;
    this.sender = sender;
  }

  void connect(Receiver receiver) {
    this.receiver = receiver;
  }

  // ---- the sender's side ----

  /** The sender's protocol knows of the connection. */
  void begin() {
    resetIfDue();
  }

  /** Takes as much of {@code data} as there is room for. The sender is told when there is more. */
  void write(ByteBuffer data) {
    while (data.hasRemaining() && size < options.capacity() && !ended) {
      byte[] piece = new byte[Math.min(nextSize(), data.remaining())];
      data.get(piece);
      sent += piece.length;
      size += piece.length;
      add(Kind.DATA, ByteBuffer.wrap(piece));
      resetIfDue();
    }
    filled = data.hasRemaining();
  }

  private int nextSize() {
    int room = options.capacity() - size;
    return options.beforeReset(Math.min(options.nextSegment(random), room), sent);
  }

  /** Lets the receiver find the end after all that was written. */
  void end() {
    if (!ended) {
      ended = true;
      add(Kind.END, NOTHING);
    }
  }

  private void resetIfDue() {
    if (sent == options.resetAfter() && !ended) {
      ended = true;
      long due = add(Kind.RESET, NOTHING);
      loop.callAt(Duration.ofNanos(due), () -> sender.receiveReset(reset()), context);
    }
  }

  private long add(Kind kind, ByteBuffer data) {
    busyUntil = Math.max(busyUntil, loop.time().toNanos()) + options.sendingNanos(data.remaining());
    lastDue = Math.max(lastDue, busyUntil + options.delayNanos(random));
    segments.add(new Segment(kind, data, lastDue));
    receiverReady();
    return lastDue;
  }

  // ---- the receiver's side ----

  /** The receiver may want data now. */
  void receiverReady() {
    if (delivering || segments.isEmpty() || receiver == null || !receiver.wantsSegment()) {
      return;
    }
    delivering = true;
    Duration due = Duration.ofNanos(segments.getFirst().due());
    if (due.compareTo(loop.time()) > 0) {
      loop.callAt(due, this::deliver, context);
    } else {
      loop.callSoon(this::deliver, context);
    }
  }

  private void deliver() {
    delivering = false;
    if (receiver != null && receiver.wantsSegment()) {
      deliverTo(receiver, segments.removeFirst());
      receiverReady();
    }
  }

  private void deliverTo(Receiver receiver, Segment segment) {
    switch (segment.kind()) {
      case END -> receiver.receiveEnd();
      case RESET -> receiver.receiveReset(reset());
      case DATA -> deliverData(receiver, segment);
    }
  }

  private void deliverData(Receiver receiver, Segment segment) {
    int before = segment.data().remaining();
    receiver.receive(segment.data());
    size -= before - segment.data().remaining();
    if (segment.data().hasRemaining()) {
      segments.addFirst(segment);
    }
    if (filled) {
      filled = false;
      loop.callSoon(sender::writeReady, context);
    }
  }

  /** The receiver is gone: data that comes nevertheless is answered so. */
  void refuse() {
    sender.receiveReset(reset());
  }

  private static SocketException reset() {
    return new SocketException("Connection reset by peer");
  }
}
