package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.EventLoop;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The writing end of a pipe that can only be written by blocking. It takes one block, which a
 * thread writes; there is room again when that is done.
 */
final class BlockingSink implements PipeSink {

  private static final int BLOCK = 64 * 1024;

  private final EventLoop loop;
  private final OutputStream out;
  private @Nullable Writer writer;
  private @Nullable AsyncFuture<@Nullable Void> write; // under way
  private boolean closed;

  BlockingSink(EventLoop loop, OutputStream out) {
    this.loop = loop;
    this.out = out;
  }

  @Override
  public void open(Writer writer) {
    this.writer = writer;
  }

  @Override
  public int write(ByteBuffer data) {
    if (write != null || !data.hasRemaining()) {
      return 0;
    }
    byte[] block = new byte[Math.min(BLOCK, data.remaining())];
    data.get(block);
    write =
        loop.runInExecutor(
            PipeThreads.executor(),
            () -> {
              out.write(block);
              out.flush();
              return null;
            });
    write.addDoneCallback(this::written);
    return block.length;
  }

  private void written(AsyncFuture<?> done) {
    write = null;
    Writer told = writer;
    Throwable failure = done.exception();
    if (closed || told == null) {
      return;
    }
    if (failure != null) {
      told.failed(failure);
    } else {
      told.writable();
    }
  }

  /** It is told anyway. */
  @Override
  public void awaitWritable() {}

  @Override
  public boolean isIdle() {
    return write == null;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  /** Closing flushes, which may wait; a thread does that. */
  @Override
  public void close() {
    closed = true;
    PipeThreads.executor()
        .execute(
            () -> {
              try {
                out.close();
              } catch (IOException e) {
                return; // the other end is gone already
              }
            });
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
