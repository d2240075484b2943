package dev.weft.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with peers that vanish, hurry or read nothing, and applications that do the unexpected. */
@Timeout(60)
class TlsFaultsTest {

  private static final TlsOptions SERVER = TlsOptions.of(TestCertificates.server());
  private static final TlsOptions CLIENT =
      TlsOptions.of(TestCertificates.client()).noHostNameCheck();
  private static final int SIZE = 16 << 20; // more than sockets' buffers hold

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  private static ServerOptions anyPort(TlsOptions tls) {
    return ServerOptions.on("127.0.0.1", 0).tls(tls);
  }

  private static ConnectOptions to(Server server) {
    return ConnectOptions.to("127.0.0.1", port(server)).tls(CLIENT);
  }

  /** Says when it is connected. */
  private static class Connected extends Recorder {
    final AsyncFuture<Void> made = EventLoop.running().createFuture();

    @Override
    public void connectionMade(Transport transport) {
      super.connectionMade(transport);
      made.setResult(null);
    }
  }

  // ---- peers ----

  @Test
  void writesToAPeerThatIsGone_failThoughNobodyReads() throws Exception {
    try (ServerSocket listener = serverSocket()) {
      IOException failure =
          assertThrows(
              IOException.class,
              () ->
                  Weft.run(
                      () -> {
                        var peer = Weft.createTask(Weft.toThread(() -> readAndReset(listener)));
                        Streams streams =
                            Await.of(
                                Net.openConnection(
                                    ConnectOptions.to("127.0.0.1", listener.getLocalPort())
                                        .tls(CLIENT)));
                        streams.writer().transport().pauseReading();
                        streams.writer().write("hello");
                        Await.of(peer);
                        while (true) {
                          streams.writer().write("hello");
                          Await.of(streams.writer().drain());
                          Await.of(Weft.sleep(Duration.ZERO));
                        }
                      }));
      assertTrue(failure.getMessage().contains("127.0.0.1"), failure::toString);
    }
  }

  private static ServerSocket serverSocket() throws IOException {
    return TestCertificates.server()
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static Void readAndReset(ServerSocket listener) throws IOException {
    try (Socket socket = listener.accept()) {
      socket.getInputStream().read();
      socket.setSoLinger(true, 0);
    }
    return null;
  }

  /** A client says two lines and is gone; who reads the second one later reads it. */
  @Test
  void lastLines_areReadThoughTheirWriterIsGone() throws Exception {
    List<String> pairs = new ArrayList<>();
    Weft.run(
        () -> {
          StreamHandler handler =
              (reader, writer) -> {
                String first = Await.of(reader.readLine());
                Await.of(Weft.sleep(Duration.ofMillis(5))); // the peer's reset comes meanwhile
                pairs.add(first + " " + Await.of(reader.readLine()));
                writer.close();
                return Coroutine.done();
              };
          try (Server server = Await.of(Net.startServer(handler, anyPort(SERVER)))) {
            for (int i = 0; i < 20; i++) {
              Await.of(say(TestCertificates.client(), port(server), "one\ntwo\n"));
            }
            while (pairs.size() < 20) {
              Await.of(Weft.sleep(Duration.ofMillis(1)));
            }
          }
          return Coroutine.done();
        });
    assertEquals(Collections.nCopies(20, "one two"), pairs);
  }

  /** Connects on another thread, sends {@code text}, and closes without waiting for anything. */
  private static Coroutine<Void> say(SSLContext context, int port, String text) throws IOException {
    return Weft.toThread(
        () -> {
          try (Socket socket = context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
          }
          return null;
        });
  }

  /** The data and its end come while the certificate is checked on another thread. */
  @Test
  void dataBehindACertificate_arrivesWhole() throws Exception {
    SSLContext alice = TestCertificates.alice().context(TestCertificates.LOCALHOST);
    TlsOptions demanding =
        TlsOptions.of(TestCertificates.LOCALHOST.context(TestCertificates.alice()))
            .clientCertificate(TlsOptions.ClientCertificate.NEEDED);
    List<Recorder> recorders = new ArrayList<>();
    Weft.run(
        () -> {
          try (Server server =
              Await.of(Net.createServer(() -> recorder(recorders), anyPort(demanding)))) {
            for (int i = 0; i < 20; i++) {
              Await.of(say(alice, port(server), "hello"));
            }
            while (recorders.size() < 20 || !recorders.stream().allMatch(r -> r.lost.isDone())) {
              Await.of(Weft.sleep(Duration.ofMillis(1)));
            }
          }
          return Coroutine.done();
        });
    recorders.forEach(r -> assertEquals(List.of("made", "data", "eof", "lost"), r.events));
    recorders.forEach(r -> assertEquals("hello", r.received.toString()));
    recorders.forEach(r -> assertNull(r.cause));
  }

  private static Recorder recorder(List<Recorder> all) {
    Recorder recorder = new Recorder();
    all.add(recorder);
    return recorder;
  }

  /** asyncio reports the limit as the reason, too. */
  @Test
  void peerThatReadsNothing_costsTheDataAndSaysSo() throws Exception {
    Throwable cause =
        Weft.run(
            () -> {
              Connected protocol = new Connected();
              TlsOptions impatient = SERVER.shutdownTimeout(Duration.ofMillis(100));
              try (Server server = Await.of(Net.createServer(() -> protocol, anyPort(impatient)));
                  Streams client = Await.of(Net.openConnection(to(server)))) {
                Await.of(protocol.made);
                client.writer().transport().pauseReading();
                protocol.transport.write(ByteBuffer.allocate(2 * SIZE));
                protocol.transport.close();
                Await.of(protocol.lost);
                return Coroutine.of(protocol.cause);
              }
            });
    assertInstanceOf(TimeoutException.class, cause);
  }

  @Test
  void closeClients_endsAConnectionThatHasJustCome() throws Exception {
    Weft.run(
        () -> {
          List<String> reports = new ArrayList<>();
          EventLoop.running().setExceptionHandler((loop, report) -> reports.add(report.message()));
          try (Server server = Await.of(Net.createServer(Recorder::new, anyPort(SERVER)));
              SocketChannel client =
                  SocketChannel.open(new InetSocketAddress("127.0.0.1", port(server)))) {
            // the loop accepts it in its next pass, and runs this in the same
            EventLoop.running()
                .callLater(
                    Duration.ZERO,
                    () -> {
                      server.close();
                      server.closeClients();
                    });
            Await.of(server.waitClosed());
            assertEquals(List.of(), reports);
          }
          return Coroutine.done();
        });
  }

  // ---- applications ----

  /** The write is larger than the limits, and all of it comes before what is written next. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void protocolThatWritesWhenItIsPaused_doesNotGetBetween(boolean tls) throws Exception {
    String runs =
        Weft.run(
            () -> {
              Connected protocol =
                  new Connected() {
                    @Override
                    public void pauseWriting() {
                      if (pauses++ == 0) {
                        transport.write(bytes("c"));
                      }
                    }
                  };
              ServerOptions options = anyPort(tls ? SERVER : null);
              try (Server server = Await.of(Net.createServer(() -> protocol, options));
                  Streams client =
                      Await.of(Net.openConnection(to(server).tls(tls ? CLIENT : null)))) {
                Await.of(protocol.made);
                protocol.transport.writeLines(List.of(filled('a', SIZE), filled('b', SIZE)));
                return Coroutine.of(Await.of(runsOf(client.reader(), 2 * SIZE + 1)));
              }
            });
    assertEquals("abc", runs);
  }

  private static ByteBuffer filled(char letter, int size) {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    Arrays.fill(buffer.array(), (byte) letter);
    return buffer;
  }

  /** What is read, with one letter for each run of equal ones. */
  @Async
  private static Coroutine<String> runsOf(StreamReader reader, int size) throws IOException {
    StringBuilder runs = new StringBuilder();
    for (int read = 0; read < size; ) {
      byte[] data = Await.of(reader.read(65_536));
      for (byte letter : data) {
        if (runs.isEmpty() || runs.charAt(runs.length() - 1) != letter) {
          runs.append((char) letter);
        }
      }
      read += data.length;
    }
    return Coroutine.of(runs.toString());
  }

  @Test
  void protocolThatClosesWhenItIsPaused_cutsNothing() throws Exception {
    int received =
        Weft.run(
            () -> {
              Connected protocol =
                  new Connected() {
                    @Override
                    public void pauseWriting() {
                      transport.close();
                    }
                  };
              try (Server server = Await.of(Net.createServer(() -> protocol, anyPort(SERVER)));
                  Streams client = Await.of(Net.openConnection(to(server)))) {
                Await.of(protocol.made);
                protocol.transport.write(ByteBuffer.allocate(SIZE));
                return Coroutine.of(Await.of(client.reader().read()).length);
              }
            });
    assertEquals(SIZE, received);
  }

  @Test
  void protocolThatHasThrown_isCalledOnlyForTheEnd() throws Exception {
    Connected protocol =
        Weft.run(
            () -> {
              EventLoop.running().setExceptionHandler((loop, report) -> {});
              Connected throwing =
                  new Connected() {
                    @Override
                    public void connectionMade(Transport transport) {
                      super.connectionMade(transport);
                      throw new IllegalStateException("not today");
                    }
                  };
              try (Server server = Await.of(Net.createServer(() -> throwing, anyPort(SERVER)))) {
                Await.of(say(TestCertificates.client(), port(server), "hello"));
                Await.of(throwing.lost);
              }
              return Coroutine.of(throwing);
            });
    assertEquals(List.of("made", "lost"), protocol.events);
    assertInstanceOf(IllegalStateException.class, protocol.cause);
  }

  // ---- files ----

  @Test
  void fileBehindAWriteThatPaused_letsTheWriterGoOn(@TempDir Path folder) throws Exception {
    Path path = Files.write(folder.resolve("file"), new byte[100_000]);
    Weft.run(
        () -> {
          Connected protocol = new Connected();
          try (Server server = Await.of(Net.createServer(() -> protocol, anyPort(SERVER)));
              Streams client = Await.of(Net.openConnection(to(server)));
              FileChannel file = FileChannel.open(path)) {
            Await.of(protocol.made);
            protocol.transport.write(ByteBuffer.allocate(SIZE));
            assertEquals(1, protocol.pauses);
            Task<Long> sending = Weft.createTask(Net.sendfile(protocol.transport, file));
            Await.of(client.reader().readExactly(SIZE + 100_000));
            Await.of(sending);
            while (protocol.transport.getWriteBufferSize() > 0) {
              Await.of(Weft.sleep(Duration.ofMillis(1)));
            }
            assertEquals(protocol.pauses, protocol.resumes);
          }
          return Coroutine.done();
        });
  }

  @Test
  void twoFilesAtOnce_areRefused(@TempDir Path folder) throws Exception {
    Path path = Files.write(folder.resolve("file"), new byte[SIZE]);
    Weft.run(
        () -> {
          Connected protocol = new Connected();
          try (Server server = Await.of(Net.createServer(() -> protocol, anyPort(SERVER)));
              Streams client = Await.of(Net.openConnection(to(server)));
              FileChannel file = FileChannel.open(path)) {
            Await.of(protocol.made);
            Task<Long> first = Weft.createTask(Net.sendfile(protocol.transport, file));
            Await.of(Weft.sleep(Duration.ZERO));
            IllegalStateException refused = null;
            try {
              Await.of(Net.sendfile(protocol.transport, file));
            } catch (IllegalStateException e) {
              refused = e;
            }
            assertTrue(refused.getMessage().contains("sendfile is in progress"), refused::toString);
            Await.of(client.reader().readExactly(SIZE));
            assertEquals(SIZE, Await.of(first));
          }
          return Coroutine.done();
        });
  }

  // ---- startTls ----

  @Test
  void startTlsOfAProtocolThatIsPaused_resumesIt() throws Exception {
    Weft.run(
        () -> {
          Connected protocol = new Connected();
          try (Server server = Await.of(Net.createServer(() -> protocol, "127.0.0.1", 0));
              Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)))) {
            Await.of(protocol.made);
            protocol.transport.write(ByteBuffer.allocate(SIZE));
            Task<Transport> upgrade =
                Weft.createTask(Net.startTls(protocol.transport, protocol, SERVER, true));
            Await.of(client.reader().readExactly(SIZE));
            Await.of(client.writer().startTls(CLIENT));
            Await.of(upgrade);
            assertEquals(1, protocol.pauses);
            assertEquals(1, protocol.resumes);
          }
          return Coroutine.done();
        });
  }

  @Test
  void startTlsAfterThePeersEnd_failsAtOnce() throws Exception {
    Weft.run(
        () -> {
          AsyncFuture<Void> failed = EventLoop.running().createFuture();
          StreamHandler handler =
              (reader, writer) -> {
                Await.of(reader.read());
                try {
                  Await.of(writer.startTls(SERVER));
                } catch (EOFException expected) {
                  failed.setResult(null);
                }
                return Coroutine.done();
              };
          try (Server server = Await.of(Net.startServer(handler, "127.0.0.1", 0));
              SocketChannel client =
                  SocketChannel.open(new InetSocketAddress("127.0.0.1", port(server)))) {
            client.shutdownOutput();
            Await.of(failed);
          }
          return Coroutine.done();
        });
  }
}
