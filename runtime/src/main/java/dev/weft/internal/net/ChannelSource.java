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

/** The reading end of a pipe that the selector knows. */
final class ChannelSource implements PipeSource, ChannelOwner {

  private final Channels channels;
  private final Pipe.SourceChannel channel;
  private final Handle readHandle;
  private @Nullable Receiver receiver;

  /** Takes {@code channel}, and puts it into non-blocking mode. */
  ChannelSource(RunLoop loop, Pipe.SourceChannel channel) throws IOException {
    this.channels = loop.channels();
    this.channel = channel;
    channels.requireUnclaimed(channel);
    channel.configureBlocking(false);
    channels.claim(channel, this);
    readHandle = channels.handle(this::readReady, Context.copyOfCurrent());
  }

  @Override
  public void resume(Receiver receiver) {
    this.receiver = receiver;
    channels.onReadable(channel, readHandle);
  }

  @Override
  public void pause() {
    receiver = null;
    channels.onReadable(channel, null);
  }

  private void readReady() {
    Receiver to = receiver;
    if (to == null) {
      return;
    }
    ByteBuffer data = channels.buffers().read();
    int count;
    try {
      count = channel.read(data);
    } catch (IOException failure) {
      to.failed(failure);
      return;
    }
    if (count > 0) {
      to.received(data.flip());
    } else if (count < 0) {
      to.ended();
    }
  }

  @Override
  public void close() {
    receiver = null;
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
