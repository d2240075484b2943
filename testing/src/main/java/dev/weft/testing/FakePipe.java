package dev.weft.testing;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** One direction of a connection in a {@link FakeNetwork}, as two kernels keep it. */
final class FakePipe {

  /*
   * Overview.
   *
   *   write() ──▶ underWay ──in its time──▶ arrived ──▶ read()
   *
   * What is said about the connection is under way like data, behind it: that it is made, that its
   * data ends, that it is reset. So the order is that of the sender. One event is scheduled at
   * most, for the oldest segment; while the link is cut there is none, and the segments stay.
   *
   * size counts the bytes in both queues; what the link's capacity has no room for stays with the
   * sender.
   */

  /** An end of the connection. */
  interface End {

    /** The state of this pipe has changed: there is something to read, or room to write. */
    void changed();

    /** The peer's kernel has made the connection. */
    void connected();

    /** The connection is reset. */
    void reset();

    /** Data has come. Returns false if nobody reads any more: the sender is told so. */
    boolean accepts();
  }

  private enum Kind {
    CONNECTED,
    DATA,
    END,
    RESET
  }

  private record Segment(Kind kind, ByteBuffer data, long due) {}

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** How much a packet of a link with limited bandwidth carries: Ethernet's number. */
  private static final int PACKET = 1_460;

  private final FakePoller poller;
  private final FakeLink link;
  private final End sender;
  private final End receiver;
  private final Deque<Segment> underWay = new ArrayDeque<>();
  private final Deque<ByteBuffer> arrived = new ArrayDeque<>();
  private int size;
  private long sent;
  private long lastDue;
  private boolean ended; // its END or RESET was sent
  private boolean endArrived;

  FakePipe(FakePoller poller, FakeLink link, End sender, End receiver) {
    this.poller = poller;
    this.link = link;
    this.sender = sender;
    this.receiver = receiver;
  }

  // ---- the sender's side ----

  /** Tells the receiver that the connection is made. */
  void sendConnected() {
    send(Kind.CONNECTED, NOTHING);
    resetIfDue();
  }

  boolean hasRoom() {
    return !ended && size < link.options().capacity();
  }

  /** Takes as much of {@code data} as there is room for. Returns how much. */
  int write(ByteBuffer data) {
    LinkOptions options = link.options();
    int before = data.remaining();
    int room = options.beforeReset(Math.min(before, options.capacity() - size), sent);
    for (int left = ended ? 0 : room; left > 0; ) {
      byte[] piece = new byte[options.bandwidth() == 0 ? left : Math.min(left, PACKET)];
      data.get(piece);
      left -= piece.length;
      size += piece.length;
      sent += piece.length;
      send(Kind.DATA, ByteBuffer.wrap(piece));
    }
    resetIfDue();
    return before - data.remaining();
  }

  /** Lets the receiver find the end after all that was written. */
  void end() {
    if (!ended) {
      ended = true;
      send(Kind.END, NOTHING);
    }
  }

  /** Resets the connection, after what was written has arrived. */
  void sendReset() {
    ended = true;
    send(Kind.RESET, NOTHING);
  }

  private void resetIfDue() {
    long resetAfter = link.options().resetAfter();
    if (!ended && resetAfter >= 0 && sent >= resetAfter) {
      sendReset();
      poller.at(lastDue, sender::reset);
    }
  }

  private void send(Kind kind, ByteBuffer data) {
    lastDue = Math.max(lastDue, link.arrival(data.remaining()));
    underWay.add(new Segment(kind, data, lastDue));
    if (underWay.size() == 1) {
      poller.at(lastDue, this::deliver);
    }
  }

  // ---- under way ----

  private void deliver() {
    if (link.isCut()) {
      link.whenHealed(() -> poller.at(link.arrival(0), this::deliver)); // sent once more
      return;
    }
    deliver(underWay.removeFirst());
    if (!underWay.isEmpty()) {
      poller.at(underWay.getFirst().due(), this::deliver);
    }
  }

  private void deliver(Segment segment) {
    switch (segment.kind()) {
      case CONNECTED -> receiver.connected();
      case END -> {
        endArrived = true;
        receiver.changed();
      }
      case RESET -> receiver.reset();
      case DATA -> {
        if (receiver.accepts()) {
          arrived.add(segment.data());
          receiver.changed();
        } else {
          size -= segment.data().remaining();
        }
      }
    }
  }

  // ---- the receiver's side ----

  boolean hasData() {
    return !arrived.isEmpty();
  }

  boolean hasEnded() {
    return endArrived && arrived.isEmpty();
  }

  /** Moves what has arrived into {@code target}, one piece at most. Returns how much. */
  int read(ByteBuffer target) {
    int most = Math.min(target.remaining(), link.nextSegment());
    int left = most;
    while (left > 0 && !arrived.isEmpty()) {
      ByteBuffer first = arrived.getFirst();
      int count = Math.min(left, first.remaining());
      target.put(first.slice(first.position(), count));
      first.position(first.position() + count);
      left -= count;
      if (!first.hasRemaining()) {
        arrived.removeFirst();
      }
    }
    int count = most - left;
    size -= count;
    if (count > 0) {
      sender.changed();
    }
    return count;
  }
}
