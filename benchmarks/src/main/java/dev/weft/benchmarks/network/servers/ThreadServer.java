package dev.weft.benchmarks.network.servers;

import dev.weft.benchmarks.contenders.VirtualThreads;
import dev.weft.benchmarks.network.Certificate;
import dev.weft.benchmarks.network.EchoServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import javax.net.ServerSocketFactory;

/** Blocking sockets, with a thread for each connection. */
public final class ThreadServer implements EchoServer {

  private final Executor threads;

  private ThreadServer(Executor threads) {
    this.threads = threads;
  }

  /** With threads of the system. */
  public static ThreadServer withPlatformThreads() {
    return new ThreadServer(body -> new Thread(body).start());
  }

  /** With virtual threads, where the JDK has them. */
  public static ThreadServer withVirtualThreads() {
    VirtualThreads.require();
    return new ThreadServer(VirtualThreads::start);
  }

  @Override
  public void serve(IntConsumer listening) throws IOException {
    accept(ServerSocketFactory.getDefault(), listening);
  }

  @Override
  public void serveTls(Certificate certificate, IntConsumer listening) throws Exception {
    accept(certificate.context().getServerSocketFactory(), listening);
  }

  private void accept(ServerSocketFactory sockets, IntConsumer listening) throws IOException {
    ServerSocket server = sockets.createServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    listening.accept(server.getLocalPort());
    while (true) {
      Socket socket = server.accept();
      threads.execute(() -> echo(socket));
    }
  }

  private static void echo(Socket socket) {
    byte[] buffer = new byte[256 * 1024];
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      for (int count; (count = in.read(buffer)) >= 0; ) {
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
  }
}
