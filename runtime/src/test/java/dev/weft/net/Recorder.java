package dev.weft.net;

import dev.weft.AsyncFuture;
import dev.weft.EventLoop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protocol that writes down what it is told. */
class Recorder implements Protocol {

  final List<String> events = new ArrayList<>();
  final AsyncFuture<Void> lost = EventLoop.running().createFuture();
  final AsyncFuture<Void> ended = EventLoop.running().createFuture();
  final StringBuilder received = new StringBuilder();
  private final List<Arrival> arrivals = new ArrayList<>();
  Transport transport;
  @Nullable Throwable cause;
  boolean keepOpen;
  int pauses;
  int resumes;

  private record Arrival(int size, AsyncFuture<Void> future) {}

  /** Is done when at least this many bytes have come. */
  AsyncFuture<Void> received(int size) {
    AsyncFuture<Void> future = EventLoop.running().createFuture();
    arrivals.add(new Arrival(size, future));
    wake();
    return future;
  }

  private void wake() {
    for (Arrival arrival : List.copyOf(arrivals)) {
      if (received.length() >= arrival.size()) {
        arrivals.remove(arrival);
        if (!arrival.future().isDone()) {
          arrival.future().setResult(null);
        }
      }
    }
  }

  @Override
  public void connectionMade(Transport transport) {
    this.transport = transport;
    events.add("made");
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    received.append(StandardCharsets.ISO_8859_1.decode(data));
    if (!events.get(events.size() - 1).equals("data")) {
      events.add("data");
    }
    wake();
  }

  @Override
  public boolean eofReceived() {
    events.add("eof");
    ended.setResult(null);
    return keepOpen;
  }

  @Override
  public void pauseWriting() {
    pauses++;
  }

  @Override
  public void resumeWriting() {
    resumes++;
  }

  @Override
  public void connectionLost(@Nullable Throwable cause) {
    this.cause = cause;
    events.add("lost");
    lost.setResult(null);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
