package dev.weft.internal.net;

import dev.weft.Context;
import dev.weft.ExceptionContext;
import dev.weft.Handle;
import dev.weft.internal.loop.ChannelOwner;
import dev.weft.internal.loop.Channels;
import dev.weft.internal.task.TaskLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accepts the connections of one listening socket. */
final class Listener implements ChannelOwner {

  /** How long a listener rests that the system has no resources for. asyncio's. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final TaskLoop loop;
  private final Channels channels;
  private final ServerSocketChannel channel;
  private final SocketAddress address;
  private final int backlog;
  private final Consumer<SocketChannel> accepted;
  private final Handle acceptHandle;
  private boolean accepting;

  /**
   * A listener that does not accept yet.
   *
   * @param channel bound, in non-blocking mode; the listener's from now on
   * @param backlog how many connections to accept in one pass
   * @param accepted is given each connection; must not throw
   */
  Listener(
      TaskLoop loop, ServerSocketChannel channel, int backlog, Consumer<SocketChannel> accepted)
      throws IOException {
    this.loop = loop;
    this.channels = loop.channels();
    this.channel = channel;
    this.address = channel.getLocalAddress();
    this.backlog = backlog;
    this.accepted = accepted;
    this.acceptHandle = channels.handle(this::acceptReady, Context.copyOfCurrent());
    channels.claim(channel, this);
  }

  ServerSocketChannel channel() {
    return channel;
  }

  SocketAddress address() {
    return address;
  }

  void startAccepting() {
    if (channel.isOpen()) {
      accepting = true;
      channels.onReadable(channel, acceptHandle);
    }
  }

  private void acceptReady() {
    for (int i = 0; i < backlog && accepting; i++) {
      SocketChannel connection = accept();
      if (connection == null) {
        return;
      }
      accepted.accept(connection);
    }
  }

  private @Nullable SocketChannel accept() {
    try {
      return channel.accept();
    } catch (ClosedChannelException closedByUser) {
      return null;
    } catch (IOException failure) {
      rest(failure);
      return null;
    }
  }

  /** Too many open files, for example: what ends it is that other connections end. */
  private void rest(IOException failure) {
    accepting = false;
    channels.onReadable(channel, null);
    loop.callExceptionHandler(
        new ExceptionContext(
                "cannot accept a connection on " + address + ", trying again in 1 s", failure)
            .with("socket", channel));
    loop.callLater(REST, this::startAccepting);
  }

  /** Stops listening: nobody can connect any more when this returns. */
  void close() {
    accepting = false;
    channels.release(channel);
    channels.forget(channel);
    Connector.closeQuietly(channel);
  }

  @Override
  public void loopClosed() {
    accepting = false;
    Connector.closeQuietly(channel);
  }

  @Override
  public String toString() {
    return "<Listener " + address + ">";
  }
}
