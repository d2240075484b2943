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
  private boolean lost;
  private @Nullable Throwable cause;
  private @Nullable AsyncFuture<@Nullable Void> room; // awaited

  private FileProtocol(Transport transport) {
    this.transport = transport;
    this.replaced = transport.getProtocol();
    this.wasReading = transport.isReading();
    this.paused = transport.getWriteBufferSize() > transport.getWriteBufferLimits().high();
  }

  /** Takes the place of the transport's protocol, and stops reading. */
  static FileProtocol takeOver(Transport transport) {
    if (transport.isClosing()) {
      throw new IllegalStateException("cannot send a file: the transport is closing: " + transport);
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
      if (paused) {
        replaced.pauseWriting();
      }
      if (wasReading) {
        transport.resumeReading();
      }
    }
  }

  /** A future that is done when more may be written. */
  AsyncFuture<@Nullable Void> awaitRoom() {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    if (lost || transport.isClosing()) {
      future.setException(failure());
    } else if (paused) {
      room = future;
    } else {
      future.setResult(null);
    }
    return future;
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
  }

  @Override
  public void resumeWriting() {
    paused = false;
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
