package dev.weft.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import dev.weft.process.Output;
import dev.weft.process.Subprocess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a peer that is not Java: OpenSSL. Skipped where its program is not installed. */
@DisabledOnOs(OS.WINDOWS)
@Tag("slow")
@Timeout(60)
class TlsInteroperabilityTest {

  private static final int SIZE = 3 << 20;

  @TempDir Path folder;
  private Path pem;
  private final List<Throwable> reported = new ArrayList<>();

  @BeforeEach
  void writeCertificate() {
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
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void megabytesOfOpenSsl_areEchoed(String version) throws Exception {
    Peer.assumeInstalled("openssl");
    byte[] data = randomBytes();
    StreamHandler handler = (reader, writer) -> echoExactly(reader, writer, SIZE);
    Output output =
        serving(
            only(version, TestCertificates.server()),
            handler,
            server -> communicate(sClient(server, version, "-quiet"), data));

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
}
