package dev.weft.internal.net;

import dev.weft.Context;
import dev.weft.Handle;
import dev.weft.internal.loop.ChannelOwner;
import dev.weft.internal.loop.Channels;
import dev.weft.internal.loop.RunLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import org.jspecify.annotations.Nullable;

/** The writing end of a pipe that the selector knows. */
final class ChannelSink implements PipeSink, ChannelOwner {

  private final Channels channels;
  private final Pipe.SinkChannel channel;
  private final Handle writeHandle;
  private @Nullable Writer writer;

  /** Takes {@code channel}, and puts it into non-blocking mode. */
  ChannelSink(RunLoop loop, Pipe.SinkChannel channel) throws IOException {
    this.channels = loop.channels();
    this.channel = channel;
    channels.requireUnclaimed(channel);
    channel.configureBlocking(false);
    channels.claim(channel, this);
    writeHandle = channels.handle(this::writeReady, Context.copyOfCurrent());
  }

  @Override
  public void open(Writer writer) {
    this.writer = writer;
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    return channel.write(data);
  }

  @Override
  public void awaitWritable() {
    channels.onWritable(channel, writeHandle);
  }

  private void writeReady() {
    channels.onWritable(channel, null);
    if (writer != null) {
      writer.writable();
    }
  }

  @Override
  public boolean isIdle() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    writer = null;
    channels.release(channel);
    Connector.closeQuietly(channel);
  }

  @Override
  public void loopClosed() {
    Connector.closeQuietly(channel);
  }

  @Override
  public String toString() {
    return channel.toString();
  }
}
