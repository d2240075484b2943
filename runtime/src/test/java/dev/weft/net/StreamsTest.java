package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StreamsTest {

  @Async
  static Coroutine<Void> echoLines(StreamReader reader, StreamWriter writer) throws IOException {
    try (writer) {
      for (String line; (line = Await.of(reader.readLine())) != null; ) {
        writer.write(line + "\n");
        Await.of(writer.drain());
      }
    }
    return Coroutine.done();
  }

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  /** Rows F27, I21, Y8. */
  @Test
  void linesAreEchoed() throws Exception {
    Weft.run(
        () -> {
          Server server = Await.of(Net.startServer(StreamsTest::echoLines, "127.0.0.1", 0));
          try (server;
              Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)))) {
            client.writer().write("hello\r\nworld\n");
            Await.of(client.writer().drain());
            assertEquals("hello", Await.of(client.reader().readLine()));
            assertEquals("world", Await.of(client.reader().readLine()));
            client.writer().writeEof();
            assertNull(Await.of(client.reader().readLine()));
            client.close();
            Await.of(client.writer().waitClosed());
          }
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  /** Rows H1, J1. */
  @Test
  void linesAreEchoed_overUnixSockets(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    Weft.run(
        () -> {
          Server server = Await.of(Net.startUnixServer(StreamsTest::echoLines, path));
          try (server;
              Streams client = Await.of(Net.openUnixConnection(path))) {
            client.writer().write("hello\n");
            assertEquals("hello", Await.of(client.reader().readLine()));
          }
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  /** asyncio case 113. */
  @Test
  void writingToAPeerThatIsGone_fails() throws Exception {
    Weft.run(
        () -> {
          Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> {
                        writer.transport().abort();
                        return Coroutine.done();
                      },
                      "127.0.0.1",
                      0));
          Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)));
          IOException failure = Await.of(writeUntilItFails(client.writer()));
          assertTrue(failure.getMessage().contains("127.0.0.1"), failure.getMessage());
          server.close();
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<IOException> writeUntilItFails(StreamWriter writer) {
    try {
      while (true) {
        writer.write(new byte[1000]);
        Await.of(writer.drain());
      }
    } catch (IOException failure) {
      return Coroutine.of(failure);
    }
  }

  /** asyncio semantics 34 and 39: nothing is lost, and little is kept, with a slow reader. */
  @Test
  void drain_waitsForASlowReader() throws Exception {
    int size = 8 << 20;
    Weft.run(
        () -> {
          List<Integer> waiting = new ArrayList<>();
          Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> {
                        try (writer) {
                          for (int sent = 0; sent < size; sent += 64 * 1024) {
                            writer.write(new byte[64 * 1024]);
                            Await.of(writer.drain());
                            waiting.add(writer.transport().getWriteBufferSize());
                          }
                        }
                        return Coroutine.done();
                      },
                      "127.0.0.1",
                      0));
          Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)));
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals(size, Await.of(client.reader().read()).length);
          assertTrue(waiting.stream().allMatch(bytes -> bytes <= 64 * 1024), waiting::toString);
          client.close();
          server.close();
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
  }

  @Test
  void aHandlerThatFails_isReportedAndItsConnectionClosed() throws Exception {
    List<String> reports = new ArrayList<>();
    Weft.run(
        () -> {
          EventLoop.running()
              .setExceptionHandler(
                  (loop, context) -> reports.add(context.exception().getMessage()));
          Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> {
                        throw new IOException("no");
                      },
                      "127.0.0.1",
                      0));
          Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)));
          assertArrayEquals(new byte[0], Await.of(client.reader().read(1)));
          client.close();
          server.close();
          return Coroutine.done();
        });
    assertEquals(List.of("no"), reports);
  }

  @Test
  void aReset_isThrownByTheRead() throws Exception {
    Weft.run(
        () -> {
          Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> {
                        Await.of(reader.readLine());
                        ((SocketChannel) writer.getExtraInfo("socket"))
                            .setOption(StandardSocketOptions.SO_LINGER, 0); // reset at close
                        writer.transport().abort();
                        return Coroutine.done();
                      },
                      "127.0.0.1",
                      0));
          Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)));
          client.writer().write("x\n" + "y".repeat(200_000));
          Task<byte[]> read = Weft.createTask(() -> client.reader().read(1));
          Await.of(Weft.settle(read));
          IOException failure = (IOException) read.exception();
          assertTrue(
              failure.getMessage().contains("/127.0.0.1:" + port(server)), failure::toString);
          assertSame(failure, client.reader().exception());
          server.close();
          return Coroutine.done();
        });
  }

  @Test
  void readInto_fillsABuffer() throws Exception {
    Weft.run(
        () -> {
          Server server = Await.of(Net.startServer(StreamsTest::echoLines, "127.0.0.1", 0));
          Streams client = Await.of(Net.openConnection("127.0.0.1", port(server)));
          client.writer().write("hello\n");
          ByteBuffer target = ByteBuffer.allocate(4);
          assertEquals(4, Await.of(client.reader().readInto(target)));
          assertEquals(0, Await.of(client.reader().readInto(target)));
          client.writer().writeEof();
          assertArrayEquals(Recorder.bytes("o\n"), Await.of(client.reader().read()));
          assertEquals(-1, Await.of(client.reader().readInto(target.clear())));
          client.close();
          server.close();
          return Coroutine.done();
        });
  }
}
