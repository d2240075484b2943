package dev.weft.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.Channels;
import dev.weft.internal.loop.Readiness.Sides;
import dev.weft.internal.loop.RunLoop;
import dev.weft.internal.loop.Side;
import dev.weft.internal.net.FileSender;
import dev.weft.internal.net.NamedFailures;
import dev.weft.internal.net.Names;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Operations on sockets that the program opens, reads, writes and closes itself: asyncio's {@code
 * sock_*}. Where speed matters, transports do the same with less work per byte.
 *
 * <pre>{@code
 * SocketChannel socket = SocketChannel.open();
 * socket.configureBlocking(false);
 * Await.of(Sockets.sockConnect(socket, address));
 * Await.of(Sockets.sockSendall(socket, ByteBuffer.wrap(request)));
 * byte[] reply = Await.of(Sockets.sockRecv(socket, 4096));
 * }</pre>
 *
 * <p>Each operation is a coroutine: it begins when it is awaited, on the loop's thread, and
 * suspends until the socket is ready. One task at a time may read a socket, and one may write it; a
 * second one gets an {@code IllegalStateException}. Cancelling takes effect at once, and what was
 * received is not lost: it stays in the socket. To close a socket for which a task may wait, call
 * {@link #close}, which fails the operation with a {@code ClosedChannelException}; the socket's own
 * {@code close} does not wake that task.
 *
 * <p>All throw {@code IllegalArgumentException} for a socket in blocking mode, and {@code
 * IllegalStateException} for one that a transport or server uses.
 */
public final class Sockets {

  private Sockets() {}

  // ---- streams ----

  /**
   * Receives at most {@code limit} bytes: as many as there are, but one at least; none at the end
   * of the data. asyncio's {@code sock_recv}.
   *
   * @param limit 1 or more
   * @throws IOException if the connection has failed
   */
  @Async
  public static Coroutine<byte[]> sockRecv(SocketChannel socket, int limit) throws IOException {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, not " + limit);
    }
    Side side = toRead(socket);
    int received = -1;
    while (true) {
      if (!side.isDrained()) {
        ByteBuffer buffer = channels().buffers().read();
        buffer.limit(Math.min(limit, buffer.capacity()));
        received = receive(socket, buffer, side);
        if (received != 0) {
          byte[] data = new byte[Math.max(received, 0)];
          buffer.flip().get(data);
          return Coroutine.of(data);
        }
      }
      Await.of(side.ready());
    }
  }

  /**
   * Receives into {@code buffer}: as many bytes as there are and fit, but one at least. asyncio's
   * {@code sock_recv_into}.
   *
   * @param buffer with room for one byte or more
   * @return how many bytes came; 0 at the end of the data
   * @throws IOException if the connection has failed
   */
  @Async
  public static Coroutine<Integer> sockRecvInto(SocketChannel socket, ByteBuffer buffer)
      throws IOException {
    if (!buffer.hasRemaining()) {
      throw new IllegalArgumentException("the buffer is full: clear or compact it first");
    }
    Side side = toRead(socket);
    while (true) {
      if (!side.isDrained()) {
        int received = receive(socket, buffer, side);
        if (received != 0) {
          return Coroutine.of(Math.max(received, 0));
        }
      }
      Await.of(side.ready());
    }
  }

  /** As read() does; a read that left room has emptied the socket. */
  private static int receive(SocketChannel socket, ByteBuffer buffer, Side side)
      throws IOException {
    int received = read(socket, buffer);
    if (received >= 0 && buffer.hasRemaining()) {
      side.drained();
    }
    return received;
  }

  private static int read(SocketChannel socket, ByteBuffer buffer) throws IOException {
    try {
      return socket.read(buffer);
    } catch (IOException failure) {
      throw named(failure, socket);
    }
  }

  /**
   * Sends all that remains in {@code data}. After a failure there is no telling how much the peer
   * has. asyncio's {@code sock_sendall}.
   *
   * @param data not to be changed until the coroutine is done
   * @throws IOException if the connection has failed
   * @throws NotYetConnectedException if there is none
   */
  @Async
  public static Coroutine<@Nullable Void> sockSendall(SocketChannel socket, ByteBuffer data)
      throws IOException {
    Side side = toWrite(socket);
    write(socket, data);
    while (data.hasRemaining()) {
      Await.of(side.ready());
      write(socket, data);
    }
    return Coroutine.done();
  }

  private static void write(SocketChannel socket, ByteBuffer data) throws IOException {
    try {
      socket.write(data);
    } catch (IOException failure) {
      throw named(failure, socket);
    }
  }

  /** Names the peer, unless it is the program that has closed the socket. */
  private static IOException named(IOException failure, SocketChannel socket) throws IOException {
    return failure instanceof ClosedChannelException
        ? failure
        : NamedFailures.ofPeer(failure, socket.getRemoteAddress());
  }

  /**
   * Sends a file: the system copies it itself. However it ends, the file's position is then behind
   * what was sent. asyncio's {@code sock_sendfile}, whose fallback the JDK has inside.
   *
   * @param file open for reading; not to be changed meanwhile
   * @param offset where to begin, 0 or more
   * @param count how many bytes, positive; null for all up to the file's end, where it stops anyway
   * @return how many bytes were sent
   * @throws IOException if the file cannot be read or the connection has failed
   * @throws IllegalArgumentException if an argument is out of range or the file is not open for
   *     reading
   */
  @Async
  public static Coroutine<Long> sockSendfile(
      SocketChannel socket, FileChannel file, long offset, @Nullable Long count)
      throws IOException {
    return FileSender.send(socket, toWrite(socket), file, offset, count);
  }

  /**
   * Connects {@code socket}. An address that is not resolved is looked up off the loop's thread,
   * and its addresses are not tried in turn: the first is used. asyncio's {@code sock_connect}.
   *
   * @throws IOException if the connection is refused or cannot be made
   */
  @Async
  public static Coroutine<@Nullable Void> sockConnect(SocketChannel socket, SocketAddress address)
      throws IOException {
    Side side = toWrite(socket);
    SocketAddress resolved = Await.of(Names.resolve(address));
    try {
      if (!socket.connect(resolved)) {
        do {
          Await.of(side.ready());
        } while (!socket.finishConnect());
      }
      return Coroutine.done();
    } catch (ConnectException refused) {
      throw NamedFailures.cannotConnect(resolved, refused);
    }
  }

  /**
   * Accepts a connection. asyncio's {@code sock_accept}.
   *
   * @param socket bound and listening
   * @throws IOException if that fails; the socket can still be used
   * @throws NotYetBoundException if it is not bound
   */
  @Async
  public static Coroutine<Accepted> sockAccept(ServerSocketChannel socket) throws IOException {
    Side side = toRead(socket);
    SocketChannel accepted = socket.accept();
    while (accepted == null) {
      Await.of(side.ready());
      accepted = socket.accept();
    }
    accepted.configureBlocking(false);
    return Coroutine.of(new Accepted(accepted, accepted.getRemoteAddress()));
  }

  // ---- datagrams ----

  /**
   * Receives a datagram, of which what exceeds {@code limit} bytes is lost. asyncio's {@code
   * sock_recvfrom}.
   *
   * @param limit 1 or more
   * @throws IOException if an earlier datagram was refused by its receiver, say
   */
  @Async
  public static Coroutine<Datagram> sockRecvfrom(DatagramChannel socket, int limit)
      throws IOException {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, not " + limit);
    }
    Side side = toRead(socket);
    while (true) {
      ByteBuffer buffer = channels().buffers().read();
      buffer.limit(Math.min(limit, buffer.capacity()));
      SocketAddress sender = socket.receive(buffer);
      if (sender != null) {
        byte[] data = new byte[buffer.flip().remaining()];
        buffer.get(data);
        return Coroutine.of(new Datagram(data, sender));
      }
      Await.of(side.ready());
    }
  }

  /**
   * Receives a datagram into {@code buffer}, of which what does not fit is lost. asyncio's {@code
   * sock_recvfrom_into}; how much came is what the buffer's position has moved by.
   *
   * @return where it came from
   * @throws IOException if an earlier datagram was refused by its receiver, say
   */
  @Async
  public static Coroutine<SocketAddress> sockRecvfromInto(DatagramChannel socket, ByteBuffer buffer)
      throws IOException {
    Side side = toRead(socket);
    SocketAddress sender = socket.receive(buffer);
    while (sender == null) {
      Await.of(side.ready());
      sender = socket.receive(buffer);
    }
    return Coroutine.of(sender);
  }

  /**
   * Sends what remains in {@code data} as one datagram. asyncio's {@code sock_sendto}.
   *
   * @param data not to be changed until the coroutine is done
   * @throws IOException if the system refuses it: it is too large, say
   */
  @Async
  public static Coroutine<@Nullable Void> sockSendto(
      DatagramChannel socket, ByteBuffer data, SocketAddress address) throws IOException {
    Side side = toWrite(socket);
    boolean empty = !data.hasRemaining();
    while (socket.send(data, address) == 0 && !empty) {
      Await.of(side.ready());
    }
    return Coroutine.done();
  }

  // ---- the end ----

  /**
   * Closes {@code socket}. Operations that wait for it fail with a {@code ClosedChannelException}.
   * Does not suspend.
   *
   * @throws IOException if closing fails
   */
  public static void close(SelectableChannel socket) throws IOException {
    socket.close();
    channels().readiness().closed(socket);
  }

  // ---- the loop's side ----

  private static Channels channels() {
    return RunLoop.requireRunning().channels();
  }

  private static Side toRead(SelectableChannel socket) {
    return use(socket).read().requireFree();
  }

  private static Side toWrite(SelectableChannel socket) {
    return use(socket).write().requireFree();
  }

  private static Sides use(SelectableChannel socket) {
    Channels channels = channels();
    Channels.requireNonBlocking(socket);
    channels.requireUnclaimed(socket);
    return channels.readiness().of(socket);
  }
}
