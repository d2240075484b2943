package dev.weft.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.Yield;
import dev.weft.annotations.Async;
import dev.weft.net.BufferedProtocol;
import dev.weft.net.ConnectOptions;
import dev.weft.net.Connection;
import dev.weft.net.DatagramEndpoint;
import dev.weft.net.DatagramOptions;
import dev.weft.net.DatagramProtocol;
import dev.weft.net.DatagramTransport;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.Sockets;
import dev.weft.net.StreamHandler;
import dev.weft.net.StreamReader;
import dev.weft.net.Streams;
import dev.weft.net.TlsOptions;
import dev.weft.net.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of {@code dev.weft.net}, on real sockets. */
class NetExamplesTest {

  private final List<String> log = new ArrayList<>();

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int portOf(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  // ---- streams ----

  @Async
  private static Coroutine<Void> serveEcho(int port) throws IOException {
    StreamHandler echo =
        (reader, writer) -> {
          for (String line; (line = Await.of(reader.readLine())) != null; ) {
            writer.write(line + "\n");
            Await.of(writer.drain());
          }
          writer.close();
          return Coroutine.done();
        };
    try (Server server = Await.of(Net.startServer(echo, ServerOptions.on("localhost", port)))) {
      Await.of(server.serveForever());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> ask(int port) throws IOException {
    try (Streams peer = Await.of(Net.openConnection("localhost", port))) {
      peer.writer().write("hello\n");
      Await.of(peer.writer().drain());
      log.add(Await.of(peer.reader().readLine()));
    }
    return Coroutine.done();
  }

  @Test
  void echo_answers() throws IOException {
    int port = freePort();
    Weft.run(
        () -> {
          Task<Void> serving = Weft.createTask(() -> serveEcho(port));
          while (log.isEmpty()) {
            try {
              Await.of(ask(port));
            } catch (ConnectException notYet) {
              Await.of(Weft.sleep(Duration.ZERO));
            }
          }
          serving.cancel();
          return Coroutine.done();
        });
    assertEquals(List.of("hello"), log);
  }

  @Async
  static AsyncGenerator<String> lines(StreamReader reader) throws IOException {
    for (String line; (line = Await.of(reader.readLine())) != null; ) {
      Yield.of(line);
    }
    return AsyncGenerator.end();
  }

  /** A server that says two lines to everybody. */
  private static Coroutine<Server> startSpeaker() throws IOException {
    return Net.startServer(
        (reader, writer) -> {
          byte[] chunk = "one\ntwo\n".getBytes(UTF_8);
          writer.write(chunk);
          Await.of(writer.drain());
          writer.close();
          return Coroutine.done();
        },
        ServerOptions.on("localhost", 0));
  }

  @Test
  void lines_areGenerated() throws IOException {
    Weft.run(
        () -> {
          try (Server server = Await.of(startSpeaker());
              Streams first = Await.of(Net.openConnection("localhost", portOf(server)));
              Streams second = Await.of(Net.openConnection("localhost", portOf(server)));
              Streams third = Await.of(Net.openConnection("localhost", portOf(server)))) {
            StreamReader reader = third.reader();
            List<String> all = Await.of(lines(reader).toList(), IOException.class);
            log.addAll(all);
            reader = first.reader();
            Await.of(
                reader
                    .lines()
                    .forEach(
                        line -> {
                          log.add(line);
                          return Coroutine.done();
                        }));
            AsyncGenerator<String> lines = lines(second.reader());
            while (Await.of(lines.moveNext(), IOException.class)) {
              log.add(lines.current());
            }
          }
          return Coroutine.done();
        });
    assertEquals(List.of("one", "two", "one", "two", "one", "two"), log);
  }

  // ---- protocols ----

  static class Echo implements Protocol {
    private Transport transport;

    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    public void dataReceived(ByteBuffer data) {
      transport.write(data);
    }
  }

  static class Counter implements BufferedProtocol {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private long received;

    public ByteBuffer getBuffer(int sizeHint) {
      return buffer.clear();
    }

    public void bufferUpdated(int size) {
      received += size;
    }
  }

  @Test
  void protocols_areCalled() throws IOException {
    Weft.run(
        () -> {
          try (Server server =
              Await.of(Net.createServer(Echo::new, ServerOptions.on("localhost", 0)))) {
            Connection<Counter> counting =
                Await.of(Net.createConnection(Counter::new, "localhost", portOf(server)));
            counting.transport().write("12345".getBytes(UTF_8));
            while (counting.protocol().received < 5) {
              Await.of(Weft.sleep(Duration.ofMillis(1)));
            }
            counting.transport().close();

            SocketAddress address = server.addresses().get(0);
            byte[] request = "ping".getBytes(UTF_8);
            SocketChannel socket = SocketChannel.open();
            socket.configureBlocking(false);
            Await.of(Sockets.sockConnect(socket, address));
            Await.of(Sockets.sockSendall(socket, ByteBuffer.wrap(request)));
            byte[] reply = Await.of(Sockets.sockRecv(socket, 4096));
            assertArrayEquals(request, reply);
            Sockets.close(socket);
          }
          return Coroutine.done();
        });
  }

  static class Countdown implements Protocol {
    private Transport transport;
    private int number = 100_000;
    private boolean paused;

    public void connectionMade(Transport transport) {
      this.transport = transport;
      send();
    }

    private void send() {
      while (!paused && number > 0) {
        transport.write((number-- + "\n").getBytes(UTF_8));
      }
      if (number == 0) {
        transport.close(); // when all is sent
      }
    }

    public void pauseWriting() {
      paused = true;
    }

    public void resumeWriting() {
      paused = false;
      send();
    }

    public void dataReceived(ByteBuffer data) {} // nobody is asked
  }

  @Test
  void countdown_pauses() throws IOException {
    Weft.run(
        () -> {
          try (Server server =
                  Await.of(Net.createServer(Countdown::new, ServerOptions.on("localhost", 0)));
              Streams peer = Await.of(Net.openConnection("localhost", portOf(server)))) {
            for (int number = 100_000; number > 0; number--) {
              assertEquals(Integer.toString(number), Await.of(peer.reader().readLine()));
            }
            assertEquals(null, Await.of(peer.reader().readLine()));
          }
          return Coroutine.done();
        });
  }

  static class Reflector implements DatagramProtocol {
    private DatagramTransport transport;

    public void connectionMade(DatagramTransport transport) {
      this.transport = transport;
    }

    public void datagramReceived(ByteBuffer data, SocketAddress sender) {
      transport.sendTo(data, sender);
    }
  }

  @Test
  void datagrams_areReflected() throws IOException {
    int port = 0;
    Weft.run(
        () -> {
          DatagramEndpoint<Reflector> endpoint =
              Await.of(
                  Net.createDatagramEndpoint(
                      Reflector::new, DatagramOptions.on("localhost", port)));
          SocketAddress address = (SocketAddress) endpoint.transport().getExtraInfo("sockname");
          log.add(Await.of(Weft.toThread(() -> exchange(address, "ping"))));
          endpoint.transport().close();
          return Coroutine.done();
        });
    assertEquals(List.of("ping"), log);
  }

  private static String exchange(SocketAddress address, String text) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(10_000);
      byte[] bytes = text.getBytes(UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, address));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), UTF_8);
    }
  }

  // ---- options ----

  @Test
  void options_goTogether() {
    ConnectOptions connect =
        ConnectOptions.to("example.org", 80).happyEyeballsDelay(Duration.ofMillis(250));
    ServerOptions serve = ServerOptions.on("localhost", 8080).backlog(1000);
    DatagramOptions receive = DatagramOptions.on("0.0.0.0", 5353).reusePort(true);
    TlsOptions tls = TlsOptions.standard().applicationProtocols("h2", "http/1.1");
    for (Object options : List.of(connect, serve, receive, tls)) {
      log.add(options.getClass().getSimpleName());
    }
    assertEquals(List.of("ConnectOptions", "ServerOptions", "DatagramOptions", "TlsOptions"), log);
  }
}
