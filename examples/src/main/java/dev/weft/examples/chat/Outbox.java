package dev.weft.examples.chat;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.net.StreamWriter;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.io.IOException;

/**
 * Lines on their way to one client: a few at most. A client that reads too slowly misses lines and
 * is told how many, so that it neither holds up the others nor fills the memory.
 */
final class Outbox {

  /** So many lines wait here, behind what the transport and the system keep. */
  static final int CAPACITY = 100;

  private final AsyncQueue<String> lines = new AsyncQueue<>(CAPACITY);
  private int missed; // since the last line that found room
  private boolean closed;

  /** Adds a line if there is room. Does not suspend. */
  void add(String line) {
    if (closed) {
      return;
    }
    if (missed > 0 && !lines.isFull()) {
      lines.putNow("* You were too slow and have missed " + missed + " lines.");
      missed = 0;
    }
    if (lines.isFull()) {
      missed++;
    } else {
      lines.putNow(line);
    }
  }

  /** Takes no more lines: those that are here are the last ones. */
  void close() {
    closed = true;
    lines.shutdown(false);
  }

  /**
   * Sends lines, each when the client has room for it, and closes {@code writer} after the last.
   */
  @Async
  Coroutine<Void> sendTo(StreamWriter writer) throws IOException {
    try (writer) {
      while (true) {
        writer.write(Await.of(lines.get()) + "\r\n");
        Await.of(writer.drain());
      }
    } catch (QueueShutDownException allSent) {
      return Coroutine.done();
    }
  }
}
