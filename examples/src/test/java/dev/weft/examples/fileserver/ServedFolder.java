package dev.weft.examples.fileserver;

import dev.weft.LoopThread;
import dev.weft.net.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A file server under test, on a thread of its own. */
final class ServedFolder implements AutoCloseable {

  private final LoopThread loop = LoopThread.start("file server");
  private final InetSocketAddress address;
  private final FileServer server;
  private final CompletableFuture<Void> serving;
  private final StringWriter log = new StringWriter();
  private final List<String> reported = Collections.synchronizedList(new ArrayList<>());

  ServedFolder(Path folder, Limits limits, Duration patience) throws Exception {
    ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    address = (InetSocketAddress) listener.getLocalAddress();
    server = new FileServer(new Folder(folder), new CommonLog(new PrintWriter(log)), limits);
    loop.loop().setExceptionHandler((l, context) -> reported.add(context.toString()));
    serving = loop.submit(() -> server.serve(ServerOptions.over(listener), patience, at -> {}));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + address.getPort() + path);
  }

  Socket connect() throws IOException {
    return new Socket(address.getAddress(), address.getPort());
  }

  /** Everything that the server answers to {@code request}, until it closes the connection. */
  String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return readAll(socket);
    }
  }

  static String readAll(Socket socket) throws IOException {
    InputStream input = socket.getInputStream();
    return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  List<String> log() {
    return log.toString().lines().toList();
  }

  /** Has the server stop, and waits for that. */
  void stop() throws InterruptedException, ExecutionException {
    loop.loop().callSoonThreadsafe(server::stop);
    serving.get();
  }

  /** What went wrong without being an answer to anybody. */
  List<String> reported() {
    return List.copyOf(reported);
  }

  @Override
  public void close() {
    loop.close();
  }
}
