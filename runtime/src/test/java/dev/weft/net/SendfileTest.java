package dev.weft.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files over transports and sockets. asyncio semantics 38. */
@Timeout(60)
class SendfileTest {

  private final byte[] content = new byte[5_000_000];
  private Path path;

  @BeforeEach
  void makeFile(@TempDir Path folder) throws IOException {
    new Random(9).nextBytes(content);
    path = Files.write(folder.resolve("file"), content);
  }

  private static TlsOptions tls(boolean wanted, boolean server) {
    if (!wanted) {
      return null;
    }
    return server
        ? TlsOptions.of(TestCertificates.server())
        : TlsOptions.of(TestCertificates.client());
  }

  /** Runs {@code send} on the server's side; gives what the client receives. */
  private byte[] received(boolean tls, AsyncFunction<StreamWriter, Void, Exception> send)
      throws Exception {
    return Weft.run(
        () -> {
          StreamHandler handler = (reader, writer) -> serve(writer, send);
          ServerOptions options = ServerOptions.on("127.0.0.1", 0).tls(tls(tls, true));
          try (Server server = Await.of(Net.startServer(handler, options))) {
            int port = ((InetSocketAddress) server.addresses().get(0)).getPort();
            ConnectOptions to = ConnectOptions.to("127.0.0.1", port).tls(tls(tls, false));
            try (Streams client = Await.of(Net.openConnection(to))) {
              return Coroutine.of(Await.of(client.reader().read()));
            }
          }
        });
  }

  @Async
  private static Coroutine<Void> serve(
      StreamWriter writer, AsyncFunction<StreamWriter, Void, Exception> send) throws Exception {
    try (writer) {
      Await.of(send.apply(writer));
    }
    return Coroutine.done();
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  /** asyncio case 63; rows L1, L2, L5, L6 and L7: in order with what is written around it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wholeFile_isSentBetweenTheWrites(boolean tls) throws Exception {
    byte[] before = "before ".repeat(100_000).getBytes(UTF_8);
    byte[] all =
        received(
            tls,
            writer -> {
              try (FileChannel file = open()) {
                writer.write(before);
                long sent = Await.of(Net.sendfile(writer.transport(), file));
                assertEquals(content.length, sent);
                assertEquals(content.length, file.position());
                writer.write("after");
                Await.of(writer.drain());
              }
              return Coroutine.done();
            });
    assertArrayEquals(before, Arrays.copyOf(all, before.length));
    assertArrayEquals(
        content, Arrays.copyOfRange(all, before.length, before.length + content.length));
    assertEquals("after", new String(all, before.length + content.length, 5, UTF_8));
  }

  /** Sends the file to each who says something, and remembers what it has heard. */
  private final class FileServer implements Protocol {
    private Transport transport;
    private String heard = "";
    private Task<Void> sending;

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      heard += UTF_8.decode(data);
      sending = Weft.createTask(this::send);
    }

    @Async
    private Coroutine<Void> send() throws IOException {
      try (FileChannel file = open()) {
        Await.of(Net.sendfile(transport, file));
      }
      return Coroutine.done();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nextRequest_isHeardBehindTheFile(boolean tls) throws Exception {
    FileServer service = new FileServer();
    ServerOptions options = ServerOptions.on("127.0.0.1", 0).tls(tls(tls, true));
    Weft.run(
        () -> {
          try (Server server = Await.of(Net.createServer(() -> service, options))) {
            int port = ((InetSocketAddress) server.addresses().get(0)).getPort();
            ConnectOptions to = ConnectOptions.to("127.0.0.1", port).tls(tls(tls, false));
            try (Streams client = Await.of(Net.openConnection(to))) {
              client.writer().write("1");
              Await.of(client.reader().readExactly(1));
              client.writer().write("2");
              for (int pass = 0; pass < 100; pass++) {
                Await.of(Weft.sleep(Duration.ZERO));
              }
              assertEquals("1", service.heard);
              Await.of(client.reader().readExactly(content.length));
              assertEquals("12", service.heard);
              Await.of(client.reader().readExactly(content.length - 1));
              Await.of(service.sending);
            }
          }
          return Coroutine.done();
        });
  }

  /** Rows L4, L5 and L6. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void part_isSentFromTheOffset(boolean tls) throws Exception {
    byte[] all =
        received(
            tls,
            writer -> {
              try (FileChannel file = open()) {
                assertEquals(
                    2000L, Await.of(Net.sendfile(writer.transport(), file, 1000, 2000L, true)));
                assertEquals(3000, file.position());
                long rest = content.length - 10;
                assertEquals(
                    10L, Await.of(Net.sendfile(writer.transport(), file, rest, 99L, true)));
              }
              return Coroutine.done();
            });
    assertArrayEquals(Arrays.copyOfRange(content, 1000, 3000), Arrays.copyOf(all, 2000));
    assertEquals(2010, all.length);
  }

  /** asyncio case 62; rows L8 and L9. */
  @Test
  void withoutTheFallback_tlsSendsNothing() throws Exception {
    byte[] all =
        received(
            true,
            writer -> {
              try (FileChannel file = open()) {
                try {
                  Await.of(Net.sendfile(writer.transport(), file, 5, null, false));
                  throw new AssertionError("not reached");
                } catch (SendfileNotAvailableException expected) {
                  assertEquals(5, file.position());
                }
              }
              return Coroutine.done();
            });
    assertEquals(0, all.length);
  }

  /** asyncio case 65. */
  @Test
  void writeMeanwhile_isRefused() throws Exception {
    byte[] all =
        received(
            false,
            writer -> {
              try (FileChannel file = open()) {
                Task<Long> sending = Weft.createTask(() -> Net.sendfile(writer.transport(), file));
                Await.of(Weft.sleep(java.time.Duration.ZERO));
                if (!sending.isDone()) {
                  IllegalStateException e =
                      assertThrows(IllegalStateException.class, () -> writer.write("x"));
                  assertTrue(e.getMessage().contains("sendfile is in progress"));
                }
                writer.close(); // behind the file
                Await.of(sending);
              }
              return Coroutine.done();
            });
    assertArrayEquals(content, all);
  }

  /** asyncio case 64; row L6. */
  @Test
  void peerThatIsGone_failsWithThePositionOfWhatWasSent() throws Exception {
    Weft.run(
        () -> {
          var done = dev.weft.EventLoop.running().<Long>createFuture();
          StreamHandler handler =
              (reader, writer) -> {
                try (FileChannel file = open()) {
                  FileChannel large = file;
                  try {
                    for (int i = 0; i < 100; i++) {
                      Await.of(Net.sendfile(writer.transport(), large));
                    }
                    done.setException(new AssertionError("not reached"));
                  } catch (IOException expected) {
                    assertTrue(writer.isClosing());
                    done.setResult(large.position());
                  }
                }
                return Coroutine.done();
              };
          try (Server server = Await.of(Net.startServer(handler, "127.0.0.1", 0))) {
            int port = ((InetSocketAddress) server.addresses().get(0)).getPort();
            try (SocketChannel client =
                SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
              client.setOption(StandardSocketOptions.SO_LINGER, 0);
              client.configureBlocking(false);
              Await.of(Sockets.sockRecvInto(client, ByteBuffer.allocate(1024)));
            }
            long position = Await.of(done);
            assertTrue(position >= 0 && position <= content.length, () -> "" + position);
          }
          return Coroutine.done();
        });
  }

  /** CPython's test_sendfile_partial at the file's end, and of a file that is empty. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingToSend_isSent(boolean tls, @TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    byte[] all =
        received(
            tls,
            writer -> {
              try (FileChannel none = FileChannel.open(empty);
                  FileChannel file = open()) {
                assertEquals(0, Await.of(Net.sendfile(writer.transport(), none)));
                assertEquals(
                    0, Await.of(Net.sendfile(writer.transport(), file, content.length, 7L, true)));
                writer.write("after");
              }
              return Coroutine.done();
            });
    assertEquals("after", new String(all, UTF_8));
  }

  /** CPython's test_sendfile_for_closing_transp. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closingTransport_isRefused(boolean tls) throws Exception {
    received(
        tls,
        writer -> {
          writer.close();
          try (FileChannel file = open()) {
            Await.of(Net.sendfile(writer.transport(), file));
            throw new AssertionError("not refused");
          } catch (IllegalStateException expected) {
            assertTrue(expected.getMessage().contains("closing"), expected.getMessage());
          }
          return Coroutine.done();
        });
  }

  /** Rows L3, L4 and L5. */
  @Test
  void argumentsOutOfRange_areRefused() throws Exception {
    received(
        false,
        writer -> {
          try (FileChannel file = open();
              FileChannel writeOnly = FileChannel.open(path, StandardOpenOption.WRITE)) {
            Transport transport = writer.transport();
            Await.of(assertRefused(Net.sendfile(transport, file, -1, null, true)));
            Await.of(assertRefused(Net.sendfile(transport, file, 0, 0L, true)));
            Await.of(assertRefused(Net.sendfile(transport, writeOnly)));
          }
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<Void> assertRefused(Coroutine<Long> sending) {
    try {
      Await.of(sending);
    } catch (IllegalArgumentException expected) {
      return Coroutine.done();
    }
    throw new AssertionError("not refused");
  }

  /** asyncio case 61; rows O18, O19 and O20. */
  @Test
  void sockSendfile_sendsAndMovesThePosition() throws Exception {
    byte[] all =
        Weft.run(
            () -> {
              try (var listener =
                      java.nio.channels.ServerSocketChannel.open()
                          .bind(new InetSocketAddress("127.0.0.1", 0));
                  SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                  SocketChannel server = listener.accept();
                  FileChannel file = open()) {
                client.configureBlocking(false);
                server.configureBlocking(false);
                Task<byte[]> reading =
                    Weft.createTask(() -> receive(server, 2000 + content.length));
                assertEquals(2000L, Await.of(Sockets.sockSendfile(client, file, 1000, 2000L)));
                assertEquals(3000, file.position());
                assertEquals(content.length, Await.of(Sockets.sockSendfile(client, file, 0, null)));
                return Coroutine.of(Await.of(reading));
              }
            });
    assertArrayEquals(Arrays.copyOfRange(content, 1000, 3000), Arrays.copyOf(all, 2000));
    assertArrayEquals(content, Arrays.copyOfRange(all, 2000, all.length));
  }

  @Async
  private static Coroutine<byte[]> receive(SocketChannel socket, int size) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(size);
    while (all.hasRemaining()) {
      Await.of(Sockets.sockRecvInto(socket, all));
    }
    return Coroutine.of(all.array());
  }
}
