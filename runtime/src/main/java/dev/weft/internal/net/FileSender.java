package dev.weft.internal.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.Side;
import dev.weft.net.SendfileNotAvailableException;
import dev.weft.net.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Sends files: the system copies them itself where it can, and otherwise block by block. */
public final class FileSender {

  /** So that one file does not hold up everything else, if the peer takes all at once. */
  private static final long LARGEST_STEP = 1 << 20;

  private static final int BLOCK = 64 * 1024;

  private final FileChannel file;
  private final long end;
  private long position;

  private FileSender(FileChannel file, long offset, @Nullable Long count) {
    this.file = file;
    this.position = offset;
    this.end = count == null ? Long.MAX_VALUE : Math.addExact(offset, count);
  }

  /** Sends {@code file} over {@code transport}; returns how many bytes. */
  @Async
  public static Coroutine<Long> send(
      Transport transport, FileChannel file, long offset, @Nullable Long count, boolean fallback)
      throws IOException {
    requireValid(file, offset, count);
    FileSender sender = new FileSender(file, offset, count);
    try {
      if (transport instanceof SocketTransport socket) {
        Await.of(sender.sendNatively(socket));
      } else if (fallback) {
        Await.of(sender.sendInBlocks(transport));
      } else {
        throw new SendfileNotAvailableException(
            "the system cannot send a file over " + transport + ": allow the fallback");
      }
      return Coroutine.of(sender.position - offset);
    } finally {
      file.position(sender.position);
    }
  }

  /** Sends {@code file} over a socket that the program owns; returns how many bytes. */
  @Async
  public static Coroutine<Long> send(
      SocketChannel socket, Side side, FileChannel file, long offset, @Nullable Long count)
      throws IOException {
    requireValid(file, offset, count);
    FileSender sender = new FileSender(file, offset, count);
    try {
      while (!sender.step(socket)) {
        Await.of(side.ready());
      }
      return Coroutine.of(sender.position - offset);
    } finally {
      file.position(sender.position);
    }
  }

  private static void requireValid(FileChannel file, long offset, @Nullable Long count)
      throws IOException {
    if (offset < 0) {
      throw new IllegalArgumentException("offset must be 0 or more, not " + offset);
    }
    if (count != null && count <= 0) {
      throw new IllegalArgumentException("count must be positive, or null for all, not " + count);
    }
    try {
      file.read(ByteBuffer.allocate(0));
    } catch (NonReadableChannelException e) {
      throw new IllegalArgumentException("the file is not open for reading", e);
    }
  }

  // ---- by the system ----

  @Async
  private Coroutine<@Nullable Void> sendNatively(SocketTransport transport) throws IOException {
    SocketChannel socket = transport.beginFile();
    boolean wasReading = transport.isReading();
    transport.pauseReading(); // who answers what comes would find that nothing can be written
    try {
      if (transport.getWriteBufferSize() > 0) {
        Await.of(transport.room(), IOException.class);
      }
      while (!step(transport, socket)) {
        Await.of(transport.room(), IOException.class);
      }
    } finally {
      transport.endFile();
      if (wasReading) {
        transport.resumeReading();
      }
    }
    return Coroutine.done();
  }

  private boolean step(SocketTransport transport, SocketChannel socket) throws IOException {
    try {
      return step(socket);
    } catch (IOException failure) {
      throw transport.fail(failure);
    }
  }

  /** Gives the system what it takes. Returns whether that was the last of it. */
  private boolean step(SocketChannel socket) throws IOException {
    long sent = file.transferTo(position, Math.min(LARGEST_STEP, end - position), socket);
    position += sent;
    return position == end || (sent == 0 && position >= file.size());
  }

  // ---- block by block ----

  @Async
  private Coroutine<@Nullable Void> sendInBlocks(Transport transport) throws IOException {
    FileProtocol protocol = FileProtocol.takeOver(transport);
    try {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      while (position < end && Await.of(read(block)) > 0) {
        Await.of(protocol.awaitRoom(), IOException.class);
        position += block.remaining();
        transport.write(block);
      }
      Await.of(protocol.awaitRoom(), IOException.class);
    } finally {
      protocol.giveBack();
    }
    return Coroutine.done();
  }

  /** Reads the next block on another thread, since a disk may be slow. Returns its size. */
  @Async
  private Coroutine<Integer> read(ByteBuffer block) throws IOException {
    block.clear().limit((int) Math.min(BLOCK, end - position));
    long from = position;
    Await.of(Weft.toThread(() -> file.read(block, from)));
    return Coroutine.of(block.flip().remaining());
  }
}
