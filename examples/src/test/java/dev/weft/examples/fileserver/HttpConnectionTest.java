package dev.weft.examples.fileserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients send that know better than HTTP clients, byte by byte. */
@Timeout(60)
class HttpConnectionTest {

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path folder;
  private ServedFolder served;

  @BeforeEach
  void serve() throws Exception {
    Files.writeString(folder.resolve("a"), "Alpha");
    Files.writeString(folder.resolve("b"), "Beta");
    serve(LONG, LONG, LONG);
  }

  private void serve(Duration idle, Duration request, Duration response) throws Exception {
    if (served != null) {
      served.close();
    }
    Limits limits = new Limits(1000, 3000, 2000, idle, request, response, Duration.ofSeconds(5));
    served = new ServedFolder(folder, limits, Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws Exception {
    served.stop();
    served.close();
    assertEquals(List.of(), served.reported());
  }

  /**
   * The status codes of all answers to {@code request}, whose lines end with "~", and "^" is a CR.
   */
  private List<Integer> statuses(String request) throws IOException {
    return Pattern.compile("HTTP/1\\.1 (\\d+) [A-Z]")
        .matcher(served.exchange(lines(request)))
        .results()
        .map(status -> Integer.valueOf(status.group(1)))
        .toList();
  }

  private static String lines(String request) {
    return request.replace("~", "\r\n").replace("^", "\r");
  }

  private static void send(Socket socket, String request) throws IOException {
    OutputStream output = socket.getOutputStream();
    output.write(lines(request).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The head of the next answer. Reads no further. */
  private static String readHead(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream input = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = input.read();
      assertTrue(next >= 0, () -> "the end, behind " + head);
      head.append((char) next);
    }
    return head.toString();
  }

  private static String readBody(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  // ---- one connection, many requests ----

  @Test
  void connection_staysOpen() throws IOException {
    try (Socket socket = served.connect()) {
      for (int i = 0; i < 3; i++) {
        send(socket, "GET /a HTTP/1.1~Host: x~~");
        assertFalse(readHead(socket).contains("Connection:"));
        assertEquals("Alpha", readBody(socket, 5));
      }
    }
  }

  @Test
  void pipelinedRequests_areAnsweredInTheirOrder() throws IOException {
    String answers =
        served.exchange(
            lines(
                "GET /a HTTP/1.1~Host: x~~"
                    + "HEAD /a HTTP/1.1~Host: x~~"
                    + "GET /nowhere HTTP/1.1~Host: x~~"
                    + "GET /b HTTP/1.1~Host: x~Connection: close~~"
                    + "GET /a HTTP/1.1~Host: x~~"));
    String bodies = answers.replaceAll("(?s)HTTP/1.1 (\\d+) .*?\r\n\r\n", "[$1]");
    assertEquals("[200]Alpha[200][404]404 Not Found\n\nThere is no such file.\n[200]Beta", bodies);
  }

  @Test
  void requestInSmallPieces_isUnderstood() throws IOException {
    try (Socket socket = served.connect()) {
      socket.setTcpNoDelay(true);
      for (String piece : "GET /a HTTP/1.1~Host: x~~".split("")) {
        send(socket, piece);
      }
      assertTrue(readHead(socket).startsWith("HTTP/1.1 200 OK\r\n"));
      assertEquals("Alpha", readBody(socket, 5));
    }
  }

  @Test
  void http10_closes_unlessAskedNotTo() throws IOException {
    String answer = served.exchange(lines("GET /a HTTP/1.0~~"));
    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\nAlpha"), answer);
    try (Socket socket = served.connect()) {
      send(socket, "GET /a HTTP/1.0~Connection: Keep-Alive~~GET /b HTTP/1.0~~");
      assertTrue(readHead(socket).contains("\r\nConnection: keep-alive\r\n"));
      assertEquals("Alpha", readBody(socket, 5));
      assertTrue(ServedFolder.readAll(socket).endsWith("\r\n\r\nBeta"));
    }
  }

  @Test
  void clientThatHasSentItsEnd_isAnswered() throws IOException {
    try (Socket socket = served.connect()) {
      send(socket, "GET /a HTTP/1.1~Host: x~~");
      socket.shutdownOutput();
      assertTrue(ServedFolder.readAll(socket).endsWith("Alpha"));
    }
  }

  // ---- what is refused ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | GET~~",
        "400 | GET /a~~",
        "400 | GET  /a HTTP/1.1~Host: x~~",
        "400 | GET /a HTTP/1.1 ~Host: x~~",
        "400 | GET /a HTTQ/1.1~Host: x~~",
        "400 | GET /a HTTP/11~Host: x~~",
        "400 | GET /\u00e4 HTTP/1.1~Host: x~~",
        "400 | G@T /a HTTP/1.1~Host: x~~",
        "505 | GET /a HTTP/2.0~Host: x~~",
        "505 | GET /a HTTP/0.9~Host: x~~",
        "501 | BREW /a HTTP/1.1~Host: x~Connection: close~~",
        "400 | GET /a HTTP/1.1~~",
        "400 | GET /a HTTP/1.1~Host: x~Host: y~~",
        "400 | GET /a HTTP/1.1~Host: x~No colon~~",
        "400 | GET /a HTTP/1.1~Host: x~Space : y~~",
        "400 | GET /a HTTP/1.1~Host: x~ folded~~",
        "400 | GET /a HTTP/1.1~Host: x~A: b\u0001c~~",
        "400 | GET /a HTTP/1.1~Host: x~A: b^c~~",
        "400 | GET a HTTP/1.1~Host: x~Connection: close~~",
        "400 | GET * HTTP/1.1~Host: x~Connection: close~~",
        "400 | GET /a#b HTTP/1.1~Host: x~Connection: close~~",
        "400 | GET /%4 HTTP/1.1~Host: x~Connection: close~~",
        "400 | GET /a HTTP/1.1~Host: x~Content-Length: -1~~",
        "400 | GET /a HTTP/1.1~Host: x~Content-Length: 1~Content-Length: 2~~x",
        "400 | GET /a HTTP/1.1~Host: x~Content-Length: 1~Transfer-Encoding: chunked~~",
        "400 | GET /a HTTP/1.0~Transfer-Encoding: chunked~~",
        "501 | GET /a HTTP/1.1~Host: x~Transfer-Encoding: gzip~~",
        "400 | GET /a HTTP/1.1~Host: x~Transfer-Encoding: chunked~~x~~",
        "400 | GET /a HTTP/1.1~Host: x~Transfer-Encoding: chunked~~1~xyz~0~~",
        "413 | GET /a HTTP/1.1~Host: x~Content-Length: 2001~~",
        "413 | GET /a HTTP/1.1~Host: x~Transfer-Encoding: chunked~~fffffff~",
        "417 | GET /a HTTP/1.1~Host: x~Content-Length: 1~Expect: tea~~x"
      })
  void badRequest_isRefused_andEndsTheConnection(int status, String request) throws IOException {
    assertEquals(List.of(status), statuses(request + "GET /a HTTP/1.1~Host: x~~"));
  }

  @Test
  void tooLongRequest_isRefused() throws IOException {
    String x = "x".repeat(990);
    String header = "A: " + x + "~";
    String request = "GET /a HTTP/1.1~Host: x~";
    assertEquals(List.of(414), statuses("GET /" + x + " HTTP/1.1~Host: x~~"));
    assertEquals(List.of(431), statuses(request + "A: " + x + x + "~~"));
    assertEquals(List.of(200), statuses(request + header + "Connection: close~~"));
    assertEquals(List.of(431), statuses(request + header + header + header + header + "~~"));
  }

  /** It has sent all when the refusal comes, and must not lose that to a reset. */
  @Test
  void clientThatSendsOn_hearsTheRefusal() throws IOException {
    String much = "x".repeat(3_000_000);
    assertEquals(
        List.of(413), statuses("POST /a HTTP/1.1~Host: x~Content-Length: 3000000~~" + much));
  }

  // ---- bodies ----

  @Test
  void body_isDropped() throws IOException {
    assertEquals(
        List.of(200, 405, 200, 200),
        statuses(
            "GET /a HTTP/1.1~Host: x~Content-Length: 10~~0123456789"
                + "POST /a HTTP/1.1~Host: x~Content-Length: 3~~abc~"
                + "GET /a HTTP/1.1~Host: x~Transfer-Encoding: chunked~~"
                + "3~abc~A;name=value~0123456789~0~Trailer: x~~"
                + "GET /a HTTP/1.1~Host: x~Connection: close~~"));
  }

  @Test
  void bodyThatWaitsToBeAskedFor_isAskedFor() throws IOException {
    try (Socket socket = served.connect()) {
      send(socket, "GET /a HTTP/1.1~Host: x~Content-Length: 3~Expect: 100-continue~~");
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", readHead(socket));
      send(socket, "abc");
      assertTrue(readHead(socket).startsWith("HTTP/1.1 200 OK\r\n"));
    }
  }

  @Test
  void bodyThatWouldBeTooLarge_isNotAskedFor() throws IOException {
    assertEquals(
        List.of(413),
        statuses("POST /a HTTP/1.1~Host: x~Content-Length: 3000~Expect: 100-continue~~"));
  }

  // ---- targets ----

  @ParameterizedTest
  @CsvSource({
    "http://x/a, 200",
    "HTTP://x:80/a?b, 200",
    "http://x, 200",
    "http://x?b, 200",
    "/./a, 200",
    "/c/../a, 200",
    "/../a, 403",
    "/../../etc/passwd, 403",
    "?b, 400"
  })
  void target_isAPathOrAnUrl(String target, int status) throws IOException {
    String request = "GET " + target + " HTTP/1.1~Host: x~Connection: close~~";
    assertEquals(List.of(status), statuses(request));
  }

  // ---- time ----

  @Test
  void idleConnection_isClosedWithoutAWord() throws Exception {
    serve(SHORT, LONG, LONG);
    assertEquals("", served.exchange(""));
    String answer = served.exchange(lines("GET /a HTTP/1.1~Host: x~~"));
    assertTrue(answer.endsWith("\r\n\r\nAlpha"), answer);
  }

  @Test
  void requestThatDoesNotEnd_timesOut() throws Exception {
    serve(SHORT, SHORT, LONG);
    assertEquals(List.of(408), statuses("GET /a HT"));
    assertEquals(List.of(408), statuses("GET /a HTTP/1.1~Host: x~"));
    assertEquals(List.of(408), statuses("GET /a HTTP/1.1~Host: x~Content-Length: 5~~abc"));
  }

  @Test
  void clientThatDoesNotRead_isCutOff() throws Exception {
    serve(LONG, LONG, SHORT);
    Files.write(folder.resolve("large"), new byte[20_000_000]);
    try (Socket socket = served.connect()) {
      send(socket, "GET /large HTTP/1.1~Host: x~~");
      assertThrows(
          SocketException.class, // the connection was reset
          () -> {
            while (true) {
              send(socket, "x");
            }
          });
    }
  }

  // ---- the end ----

  @Test
  void stop_letsWhatIsBeingSentArrive_andClosesIdleConnections() throws Exception {
    Files.write(folder.resolve("large"), new byte[20_000_000]);
    Thread stopping = new Thread(this::stopQuietly);
    try (Socket idle = served.connect();
        Socket busy = served.connect()) {
      send(idle, "GET /a HTTP/1.1~Host: x~~");
      readHead(idle);
      assertEquals("Alpha", readBody(idle, 5));
      send(busy, "GET /large HTTP/1.1~Host: x~~");
      readHead(busy);
      stopping.start();
      assertEquals(-1, idle.getInputStream().read());
      assertEquals(20_000_000, busy.getInputStream().readAllBytes().length);
    }
    stopping.join();
  }

  private void stopQuietly() {
    try {
      served.stop();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void clientThatResets_costsNothingButItsConnection() throws Exception {
    Files.write(folder.resolve("large"), new byte[20_000_000]);
    try (Socket socket = served.connect()) {
      send(socket, "GET /large HTTP/1.1~Host: x~~");
      readHead(socket);
      socket.setSoLinger(true, 0);
    }
    assertEquals(List.of(200), statuses("GET /a HTTP/1.1~Host: x~Connection: close~~"));
  }
}
