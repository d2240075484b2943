package dev.weft.examples.asyncio;

import dev.weft.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;

/** Watches a channel for data, with a callback. */
final class WatchChannel {

  private final EventLoop loop;
  private final Pipe.SourceChannel source;
  private final Pipe.SinkChannel sink;

  private WatchChannel(EventLoop loop, Pipe.SourceChannel source, Pipe.SinkChannel sink) {
    this.loop = loop;
    this.source = source;
    this.sink = sink;
  }

  private void read() {
    try {
      ByteBuffer data = ByteBuffer.allocate(100);
      source.read(data);
      System.out.println("Received: " + StandardCharsets.UTF_8.decode(data.flip()));
      loop.removeReader(source);
      loop.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send() {
    try {
      sink.write(StandardCharsets.UTF_8.encode("abc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] args) throws IOException {
    Pipe pipe = Pipe.open();
    try (EventLoop loop = EventLoop.create();
        Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      source.configureBlocking(false);
      WatchChannel example = new WatchChannel(loop, source, sink);
      loop.addReader(source, example::read);
      loop.callSoon(example::send); // simulates the arrival of data from the network
      loop.runForever();
    }
  }
}
