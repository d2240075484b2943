package dev.weft.testing;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import dev.weft.net.Protocol;
import dev.weft.net.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A protocol that writes down what it is told. */
class RecordingProtocol implements Protocol {

  final List<String> events = new ArrayList<>(); // data that follows data is not noted again
  final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final EventLoop loop = EventLoop.running();
  private AsyncFuture<@Nullable Void> change = loop.createFuture();
  private @Nullable Transport transport;
  @Nullable Throwable cause;
  boolean keepOpen;

  Transport transport() {
    if (transport == null) {
      throw new AssertionError("connectionMade was not called");
    }
    return transport;
  }

  boolean isLost() {
    return events.contains("lost");
  }

  /** Waits until something has happened that makes {@code condition} true. */
  @Async
  Coroutine<@Nullable Void> until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Await.of(change);
    }
    return Coroutine.done();
  }

  void note(String event) {
    if (!event.equals("data") || !events.get(events.size() - 1).equals(event)) {
      events.add(event);
    }
    AsyncFuture<@Nullable Void> before = change;
    change = loop.createFuture();
    if (!before.isDone()) {
      before.setResult(null);
    }
  }

  @Override
  public void connectionMade(Transport transport) {
    this.transport = transport;
    note("made");
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    received.writeBytes(bytes);
    note("data");
  }

  @Override
  public boolean eofReceived() {
    note("eof");
    return keepOpen;
  }

  @Override
  public void pauseWriting() {
    note("pause");
  }

  @Override
  public void resumeWriting() {
    note("resume");
  }

  @Override
  public void connectionLost(@Nullable Throwable cause) {
    this.cause = cause;
    note("lost");
  }
}
