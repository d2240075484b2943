package dev.weft.benchmarks.network;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.SocketFactory;

/** Blocking sockets, each on a thread of its own. */
final class ThreadLoad implements Load {

  /** Makes a request. */
  private interface Client {
    void request() throws IOException;
  }

  private final List<Client> clients = new ArrayList<>();
  private final List<Socket> open = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ThreadLoad() {}

  /** Connections that stay open, each of which sends {@code size} bytes at a time. */
  static ThreadLoad staying(SocketFactory sockets, int port, int count, int size)
      throws IOException {
    ThreadLoad load = new ThreadLoad();
    byte[] request = new byte[size];
    for (int i = 0; i < count; i++) {
      Socket socket = connect(sockets, port);
      load.open.add(socket);
      exchange(socket, request); // TLS agrees on keys now: servers do not wait for long
      load.clients.add(() -> exchange(socket, request));
    }
    return load;
  }

  /** A connection for each request, {@code count} at a time. */
  static ThreadLoad connecting(int port, int count, int size) {
    ThreadLoad load = new ThreadLoad();
    byte[] request = new byte[size];
    for (int i = 0; i < count; i++) {
      load.clients.add(
          () -> {
            try (Socket socket = connect(SocketFactory.getDefault(), port)) {
              exchange(socket, request);
            }
          });
    }
    return load;
  }

  private static Socket connect(SocketFactory sockets, int port) throws IOException {
    Socket socket = sockets.createSocket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void exchange(Socket socket, byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    if (socket.getInputStream().readNBytes(request.length).length < request.length) {
      throw new EOFException("the server has closed the connection");
    }
  }

  @Override
  public int run(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    List<Future<Integer>> counts = new ArrayList<>();
    for (Client client : clients) {
      counts.add(threads.submit(() -> requests(client, end)));
    }
    int sum = 0;
    for (Future<Integer> count : counts) {
      try {
        sum += count.get();
      } catch (ExecutionException | InterruptedException e) {
        throw new IOException(e);
      }
    }
    return sum;
  }

  private static int requests(Client client, long end) throws IOException {
    int count = 0;
    do {
      client.request();
      count++;
    } while (System.nanoTime() - end < 0);
    return count;
  }

  @Override
  public void close() throws IOException {
    threads.shutdown();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
