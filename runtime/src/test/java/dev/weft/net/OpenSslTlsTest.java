package dev.weft.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import dev.weft.process.Output;
import dev.weft.process.Subprocess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TLS with OpenSSL's {@code s_client} and {@code s_server} at the other end. Skipped where they are
 * not installed.
 */
@DisabledOnOs(OS.WINDOWS)
@Tag("slow")
@Timeout(60)
class OpenSslTlsTest {

  private static final int SIZE = 3 << 20;

  @TempDir Path folder;
  private Path pem;
  private final List<Throwable> reported = new ArrayList<>();

  @BeforeEach
  void writeCertificate() {
    Peer.assumeInstalled("openssl");
    pem = folder.resolve("localhost.pem");
    TestCertificates.LOCALHOST.writePem(pem);
  }

  private static TlsOptions only(String version, SSLContext context) {
    return TlsOptions.of(context)
        .adjustment(parameters -> parameters.setProtocols(new String[] {version}));
  }

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  private static byte[] randomBytes() {
    byte[] data = new byte[SIZE];
    new Random(9).nextBytes(data);
    return data;
  }

  // ---- Weft is the server ----

  /**
   * Runs {@code client} against {@code handler} and expects that the loop has nothing to report.
   */
  private <T> T serving(
      TlsOptions tls, StreamHandler handler, AsyncFunction<Server, T, Exception> client)
      throws Exception {
    T result =
        Weft.run(
            () -> {
              EventLoop.running()
                  .setExceptionHandler((loop, context) -> reported.add(context.exception()));
              ServerOptions options = ServerOptions.on("127.0.0.1", 0).tls(tls);
              try (Server server = Await.of(Net.startServer(handler, options))) {
                T got = Await.of(client.apply(server));
                server.close();
                Await.of(server.waitClosed()); // every connection has ended
                return Coroutine.of(got);
              }
            });
    assertEquals(List.of(), reported);
    return result;
  }

  private ProcessBuilder openSsl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile());
  }

  private static String option(String version) {
    return version.equals("TLSv1.3") ? "-tls1_3" : "-tls1_2";
  }

  private ProcessBuilder sClient(Server server, String version, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("s_client", "-connect", "127.0.0.1:" + port(server)));
    arguments.addAll(List.of("-CAfile", pem.toString(), "-verify_return_error"));
    arguments.addAll(List.of("-servername", "localhost", option(version)));
    arguments.addAll(List.of(more));
    return openSsl(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, 16384", "TLSv1.3, 16384", "TLSv1.2, 512", "TLSv1.3, 512"})
  void megabytesOfOpenSsl_areEchoed(String version, String recordSize) throws Exception {
    byte[] data = randomBytes();
    StreamHandler handler = (reader, writer) -> echoExactly(reader, writer, SIZE);
    Output output =
        serving(
            only(version, TestCertificates.server()),
            handler,
            server ->
                communicate(
                    sClient(server, version, "-quiet", "-max_send_frag", recordSize), data));

    assertArrayEquals(data, output.stdout(), () -> text(output.stderr()));
    assertEquals(0, output.returnCode(), () -> text(output.stderr()));
  }

  /** Closes after the last byte: {@code s_client -quiet} waits for that. */
  @Async
  private static Coroutine<Void> echoExactly(StreamReader reader, StreamWriter writer, int size)
      throws IOException {
    try (writer) {
      int echoed = 0;
      while (echoed < size) {
        byte[] data = Await.of(reader.read(65_536));
        assertTrue(data.length > 0, "the client has closed before it had its echo");
        writer.write(data);
        Await.of(writer.drain());
        echoed += data.length;
      }
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Output> communicate(ProcessBuilder command, byte[] input)
      throws IOException {
    try (Subprocess child = Await.of(Subprocess.exec(command))) {
      return Coroutine.of(Await.of(child.communicate(input)));
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** RFC 8446, section 4.6.3: s_client changes its keys, and wants ours changed, as data flows. */
  @Test
  void keysThatTheClientChanges_disturbNothing() throws Exception {
    StreamHandler handler =
        (reader, writer) -> {
          try (writer) {
            for (int round = 0; round < 3; round++) {
              assertEquals("more", Await.of(reader.readLine()));
              for (int i = 0; i < 20_000; i++) {
                writer.write("line " + round + " " + i + "\n");
                Await.of(writer.drain());
              }
            }
            assertEquals("done", Await.of(reader.readLine()));
          }
          return Coroutine.done();
        };
    Path trace = folder.resolve("trace");
    String output =
        serving(
            only("TLSv1.3", TestCertificates.server()),
            handler,
            server -> {
              ProcessBuilder client =
                  sClient(server, "TLSv1.3", "-msg", "-msgfile", trace.toString())
                      .redirectErrorStream(true);
              try (Peer peer = Await.of(Peer.start(client))) {
                for (int round = 0; round < 3; round++) {
                  peer.tell("more");
                  Await.of(peer.lineWith("line " + round));
                  peer.tell(round == 0 ? "K" : "k");
                  Await.of(peer.lineWith("KEYUPDATE")); // or it would read both lines as one
                }
                peer.tell("done");
                String rest = Await.of(peer.rest());
                return Coroutine.of(peer.said() + rest);
              }
            });
    output = output.replace("KEYUPDATE\n", ""); // perhaps in the middle of a line
    List<String> lines = output.lines().filter(line -> line.startsWith("line ")).toList();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 20_000; i++) {
        expected.add("line " + round + " " + i);
      }
    }
    assertEquals(expected, lines);
    String messages = Files.readString(trace);
    assertEquals(
        3, messages.split(">>> TLS 1.3, Handshake \\[length 0005\\], KeyUpdate").length - 1);
    assertEquals(
        1, messages.split("<<< TLS 1.3, Handshake \\[length 0005\\], KeyUpdate").length - 1);
  }

  @Test
  void clientThatRenegotiates_isRefused() throws Exception {
    List<String> failures = new ArrayList<>();
    StreamHandler handler =
        (reader, writer) -> {
          try (writer) {
            writer.write("hello\n");
            Await.of(reader.read());
          } catch (SSLException e) {
            failures.add(e.getMessage());
          }
          return Coroutine.done();
        };
    serving(
        only("TLSv1.2", TestCertificates.server()),
        handler,
        server -> {
          try (Peer peer =
              Await.of(Peer.start(sClient(server, "TLSv1.2").redirectErrorStream(true)))) {
            Await.of(peer.lineWith("hello"));
            peer.tell("R");
            Await.of(peer.lineWith("RENEGOTIATING"));
            Await.of(peer.rest());
          }
          return Coroutine.done();
        });
    assertEquals(1, failures.size());
    assertTrue(failures.get(0).contains("renegotiate"), failures.get(0));
  }

  // ---- Weft is the client ----

  private ProcessBuilder sServer(String version, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("s_server", "-accept", "127.0.0.1:0", "-cert", pem.toString()));
    arguments.add(option(version));
    arguments.addAll(List.of(more));
    return openSsl(arguments.toArray(String[]::new)).redirectErrorStream(true);
  }

  private interface Dialogue {
    Coroutine<Void> hold(Peer server, int port) throws Exception;
  }

  /** Runs {@code client} with {@code server} and its port. */
  private void withServer(ProcessBuilder server, Dialogue client) throws Exception {
    Weft.run(
        () -> {
          try (Peer peer = Await.of(Peer.start(server))) {
            String accept = Await.of(peer.lineWith("ACCEPT "));
            int port = Integer.parseInt(accept.substring(accept.lastIndexOf(':') + 1));
            Await.of(client.hold(peer, port));
          }
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<Streams> connect(int port, String version) throws IOException {
    TlsOptions tls = only(version, TestCertificates.client()).serverHostName("localhost");
    return Coroutine.of(
        Await.of(Net.openConnection(ConnectOptions.to("127.0.0.1", port).tls(tls))));
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, 16384", "TLSv1.3, 16384", "TLSv1.2, 512", "TLSv1.3, 512"})
  void megabyteOfLines_comesBackReversed(String version, String recordSize) throws Exception {
    withServer(
        sServer(version, "-rev", "-max_send_frag", recordSize),
        (peer, port) -> sendAndCheckLines(port, version));
  }

  @Async
  private static Coroutine<Void> sendAndCheckLines(int port, String version) throws IOException {
    try (Streams streams = Await.of(connect(port, version))) {
      StreamWriter writer = streams.writer();
      Task<Integer> reading = Weft.createTask(() -> readReversed(streams.reader(), 20_000));
      for (int i = 0; i < 20_000; i++) {
        writer.write(line(i) + "\n");
        Await.of(writer.drain());
      }
      assertEquals(20_000, Await.of(reading, IOException.class));
      writer.write("CLOSE\n");
      assertEquals(0, Await.of(streams.reader().read()).length);
      Await.of(writer.waitClosed());
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Integer> readReversed(StreamReader reader, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      String expected = new StringBuilder(line(i)).reverse().toString();
      assertEquals(expected, Await.of(reader.readLine()));
    }
    return Coroutine.of(count);
  }

  private static String line(int number) {
    return "a line of fifty characters, which has the number " + number;
  }

  @ParameterizedTest
  @ValueSource(strings = {"K", "k"})
  void keysThatTheServerChanges_disturbNothing(String command) throws Exception {
    withServer(sServer("TLSv1.3", "-msg"), (peer, port) -> talkAcrossUpdate(peer, port, command));
  }

  @Async
  private static Coroutine<Void> talkAcrossUpdate(Peer server, int port, String command)
      throws IOException {
    try (Streams streams = Await.of(connect(port, "TLSv1.3"))) {
      StreamReader reader = streams.reader();
      streams.writer().write("before\n");
      Await.of(server.lineWith("before"));

      server.tell(command);
      Await.of(server.lineWith(">>> TLS 1.3, Handshake [length 0005], KeyUpdate"));
      server.tell("with new keys");
      assertEquals("with new keys", Await.of(reader.readLine()));
      if (command.equals("K")) {
        Await.of(server.lineWith("<<< TLS 1.3, Handshake [length 0005], KeyUpdate"));
      }
      streams.writer().write("after\n");
      Await.of(server.lineWith("after"));
    }
    return Coroutine.done();
  }

  /** What was not read was not received: both sides go on with the keys that they have. */
  @Test
  void keysThatAreChangedWhileTheAppDoesNotRead_disturbNothing() throws Exception {
    withServer(sServer("TLSv1.3", "-msg"), OpenSslTlsTest::talkWithoutReading);
  }

  @Async
  private static Coroutine<Void> talkWithoutReading(Peer server, int port) {
    try (Streams streams = Await.of(connect(port, "TLSv1.3"))) {
      Transport transport = streams.writer().transport();
      streams.writer().write("before\n");
      Await.of(server.lineWith("before"));
      transport.pauseReading();
      server.tell("K");
      Await.of(server.lineWith(">>> TLS 1.3, Handshake [length 0005], KeyUpdate"));
      server.tell("unread");
      streams.writer().write("meanwhile\n");
      Await.of(server.lineWith("meanwhile"));

      transport.resumeReading();
      assertEquals("unread", Await.of(streams.reader().readLine()));
      Await.of(server.lineWith("<<< TLS 1.3, Handshake [length 0005], KeyUpdate"));
      streams.writer().write("after\n");
      Await.of(server.lineWith("after"));
      server.tell("the end");
      assertEquals("the end", Await.of(streams.reader().readLine()));
    } catch (IOException e) {
      throw new AssertionError(server.said().toString(), e);
    }
    return Coroutine.done();
  }

  @Test
  void serverThatRenegotiates_isRefused() throws Exception {
    withServer(sServer("TLSv1.2"), OpenSslTlsTest::expectRefusal);
  }

  @Async
  private static Coroutine<Void> expectRefusal(Peer server, int port) {
    try (Streams streams = Await.of(connect(port, "TLSv1.2"))) {
      streams.writer().write("before\n");
      Await.of(server.lineWith("before"));
      server.tell("r");
      Await.of(streams.reader().read());
      throw new AssertionError("not refused");
    } catch (IOException refused) {
      assertTrue(refused.getMessage().contains("renegotiate"), refused.getMessage());
    }
    return Coroutine.done();
  }
}
