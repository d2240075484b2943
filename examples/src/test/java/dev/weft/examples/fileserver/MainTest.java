package dev.weft.examples.fileserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.examples.Interrupts;
import dev.weft.examples.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;

@Timeout(60)
class MainTest {

  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new Main()).setErr(new PrintWriter(err)).execute(arguments);
  }

  @Test
  @Tag("slow") // starts a JVM
  @DisabledOnOs(OS.WINDOWS) // sends a signal
  void ctrlC_endsTheServer() throws Exception {
    assumeFalse(Interrupts.areIgnored(), "skipped: this process was started with SIGINT ignored");
    try (Program server = Program.start(Main.class, "--port=0", "sample-site")) {
      URI page = URI.create("http://127.0.0.1:" + server.readPort() + "/index.html");
      assertEquals(
          200,
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
              .statusCode());
      assertTrue(server.readLine().contains("\"GET /index.html HTTP/1.1\" 200 "));
      server.signal("INT");
      assertNull(server.readLine());
      assertEquals(0, server.waitFor());
    }
  }

  @Test
  void takenPort_isExitCode2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertEquals(2, run("--port=" + taken.getLocalPort()));
    }
    assertTrue(err.toString().startsWith("file-server: "), err.toString());
  }

  @Test
  void missingFolder_isExitCode2() {
    assertEquals(2, run(Path.of("no", "such", "folder").toString()));
    assertTrue(err.toString().startsWith("file-server: "), err.toString());
  }
}
