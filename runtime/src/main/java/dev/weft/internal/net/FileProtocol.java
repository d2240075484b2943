package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.EventLoop;
import dev.weft.net.Protocol;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Transport;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Stands in for a transport's protocol while a file is sent, and knows when there is room. */
final class FileProtocol implements Protocol {

  private final Transport transport;
  private final StreamProtocol replaced;
  private final boolean wasReading;
  private final EventLoop loop = EventLoop.running();
  private boolean paused;
  private boolean changed; // between paused and not, since the other protocol was told
  private boolean lost;
  private @Nullable Throwable cause;
  private @Nullable AsyncFuture<@Nullable Void> room; // awaited

  private FileProtocol(Transport transport) {
    this.transport = transport;
    this.replaced = transport.getProtocol();
    this.wasReading = transport.isReading();
  }

  /** Takes the place of the transport's protocol, and stops reading. */
  static FileProtocol takeOver(Transport transport) {
    if (transport.isClosing()) {
      throw new IllegalStateException("cannot send a file: the transport is closing: " + transport);
    }
    if (transport.getProtocol() instanceof FileProtocol) {
      throw new IllegalStateException(
          "sendfile is in progress: await it before you send another file over " + transport);
    }
    FileProtocol protocol = new FileProtocol(transport);
    transport.pauseReading();
    transport.setProtocol(protocol);
    return protocol;
  }

  /** Puts the protocol back, and tells it what it has missed. */
  void giveBack() {
    transport.setProtocol(replaced);
    if (lost) {
      loop.callSoon(() -> replaced.connectionLost(cause));
    } else {
      if (changed) {
        tellReplaced();
      }
      if (wasReading) {
        transport.resumeReading();
      }
    }
  }

  private void tellReplaced() {
    if (paused) {
      replaced.pauseWriting();
    } else {
      replaced.resumeWriting();
    }
  }

  /** A future that is done when more may be written. */
  AsyncFuture<@Nullable Void> awaitRoom() {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    if (lost || transport.isClosing()) {
      future.setException(failure());
    } else if (paused || isFull()) {
      room = future;
    } else {
      future.setResult(null);
    }
    return future;
  }

  /** Then the transport has asked to pause: this protocol, or the one that it replaces. */
  private boolean isFull() {
    return transport.getWriteBufferSize() > transport.getWriteBufferLimits().high();
  }

  private IOException failure() {
    return cause instanceof IOException io
        ? io
        : new SocketException(
            "the connection to " + transport.peerAddress() + " was closed meanwhile");
  }

  @Override
  public void pauseWriting() {
    paused = true;
    changed = !changed;
  }

  @Override
  public void resumeWriting() {
    paused = false;
    changed = !changed;
    if (room != null && !room.isDone()) {
      room.setResult(null);
    }
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    throw new IllegalStateException("data while reading is paused");
  }

  @Override
  public void connectionLost(@Nullable Throwable cause) {
    lost = true;
    this.cause = cause;
    if (room != null && !room.isDone()) {
      room.setException(failure());
    }
  }
}
