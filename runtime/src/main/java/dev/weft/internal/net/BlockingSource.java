package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The reading end of a pipe that can only be read by blocking. A thread reads one block; when it is
 * delivered, a thread reads the next, so that no more than a block is ever read ahead.
 */
final class BlockingSource implements PipeSource {

  private static final int BLOCK = 64 * 1024;

  private final EventLoop loop;
  private final InputStream in;
  private final byte[] block = new byte[BLOCK]; // the reading thread's while one reads
  private @Nullable Receiver receiver;
  private @Nullable AsyncFuture<Integer> read; // under way, or not delivered yet
  private boolean closed;

  BlockingSource(EventLoop loop, InputStream in) {
    this.loop = loop;
    this.in = in;
  }

  @Override
  public void resume(Receiver receiver) {
    this.receiver = receiver;
    if (read == null) {
      readNext();
    } else if (read.isDone()) {
      loop.callSoon(this::deliver);
    }
  }

  @Override
  public void pause() {
    receiver = null;
  }

  private void readNext() {
    read = loop.runInExecutor(PipeThreads.executor(), () -> in.read(block));
    read.addDoneCallback(
        done -> {
          done.exception(); // seen, also if it comes after close()
          deliver();
        });
  }

  private void deliver() {
    AsyncFuture<Integer> done = read;
    Receiver to = receiver;
    if (closed || to == null || done == null || !done.isDone()) {
      return;
    }
    read = null;
    Throwable failure = done.exception();
    if (failure != null) {
      to.failed(failure);
      return;
    }
    int count = done.result();
    if (count < 0) {
      to.ended();
      return;
    }
    to.received(ByteBuffer.wrap(block, 0, count));
    if (receiver != null && read == null && !closed) {
      readNext();
    }
  }

  /** Closing waits, with some streams, for a read that is under way; a thread does that. */
  @Override
  public void close() {
    closed = true;
    receiver = null;
    PipeThreads.executor()
        .execute(
            () -> {
              try {
                in.close();
              } catch (IOException e) {
                return; // nobody reads it any more
              }
            });
  }

  @Override
  public String toString() {
    return in.toString();
  }
}
