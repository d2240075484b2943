package dev.weft.examples.fileserver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served, seen by the JDK's client. */
@Timeout(60)
class FileServerTest {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path outside;
  private Path folder;
  private ServedFolder served;

  @BeforeEach
  void serve() throws Exception {
    folder = Files.createDirectories(outside.resolve("www"));
    Files.writeString(folder.resolve("page.html"), "0123456789");
    served = new ServedFolder(folder, Limits.STANDARD, Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() throws Exception {
    served.stop();
    served.close();
    assertEquals(List.of(), served.reported());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(served.uri(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  @Test
  void file_isServedWithWhatIsKnownAboutIt() throws Exception {
    HttpResponse<String> response = get("/page.html?any=query");

    assertEquals(200, response.statusCode());
    assertEquals("0123456789", response.body());
    assertEquals("10", header(response, "Content-Length"));
    assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
    assertEquals("bytes", header(response, "Accept-Ranges"));
    assertTrue(HttpDate.parse(header(response, "Date")).isPresent());
    assertTrue(HttpDate.parse(header(response, "Last-Modified")).isPresent());
  }

  @Test
  void head_isTheSameWithoutTheFile() throws Exception {
    HttpResponse<String> response = send("HEAD", "/page.html");

    assertEquals(200, response.statusCode());
    assertEquals("10", header(response, "Content-Length"));
    assertEquals("", response.body());
    assertEquals(404, send("HEAD", "/nowhere").statusCode());
  }

  /** More than the system keeps between server and client, so that it is sent in several steps. */
  @Test
  void largeFile_comesWhole() throws Exception {
    byte[] content = new byte[20_000_000];
    new Random(1).nextBytes(content);
    Files.write(folder.resolve("large.bin"), content);

    HttpResponse<byte[]> response =
        CLIENT.send(
            HttpRequest.newBuilder(served.uri("/large.bin")).build(), BodyHandlers.ofByteArray());

    assertArrayEquals(content, response.body());
    assertArrayEquals(
        Arrays.copyOfRange(content, 1_000_000, 3_000_000),
        CLIENT
            .send(
                HttpRequest.newBuilder(served.uri("/large.bin"))
                    .header("Range", "bytes=1000000-2999999")
                    .build(),
                BodyHandlers.ofByteArray())
            .body());
    assertEquals("application/octet-stream", header(response, "Content-Type"));
  }

  @Test
  void emptyFile_isServed() throws Exception {
    Files.createFile(folder.resolve("empty.txt"));

    assertEquals("0", header(get("/empty.txt"), "Content-Length"));
    assertEquals(200, get("/empty.txt", "Range", "bytes=0x").statusCode());
    assertEquals(416, get("/empty.txt", "Range", "bytes=0-").statusCode());
  }

  @Test
  void name_isDecoded() throws Exception {
    Files.writeString(folder.resolve("50% für $&+.txt"), "found");

    assertEquals("found", get("/50%25%20f%C3%BCr%20$&+.txt").body());
  }

  @ParameterizedTest
  @CsvSource({
    "/nowhere.html, 404",
    "/page.html/, 404",
    "/page.html/more, 404",
    "/%2e%2e/secret.txt, 403",
    "/..%2Fsecret.txt, 403",
    "/a/%2e./%2e./secret.txt, 403",
    "/%00, 400",
    "/%c3, 400",
    "/link-out/secret.txt, 403",
    "/link.txt, 403",
    "/link-in.html, 200"
  })
  void onlyWhatIsInTheFolder_isFound(String path, int status) throws Exception {
    Files.writeString(outside.resolve("secret.txt"), "secret");
    link("link.txt", outside.resolve("secret.txt"));
    link("link-out", outside);
    link("link-in.html", folder.resolve("page.html"));

    HttpResponse<String> response = get(path);

    assertEquals(status, response.statusCode());
    assertFalse(response.body().contains("secret"));
  }

  private void link(String name, Path target) throws Exception {
    try {
      Files.createSymbolicLink(folder.resolve(name), target);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Assumptions.abort("skipped: no symbolic links here: " + e);
    }
  }

  @Test
  void unreadableFile_isForbidden() throws Exception {
    Path file = folder.resolve("page.html");
    Assumptions.assumeTrue(
        file.toFile().setReadable(false) && !Files.isReadable(file),
        "skipped: this user may read everything");

    assertEquals(403, get("/page.html").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void otherMethod_isNotAllowed(String method) throws Exception {
    HttpResponse<String> response = send(method, "/page.html");

    assertEquals(405, response.statusCode());
    assertEquals("GET, HEAD", header(response, "Allow"));
  }

  // ---- folders ----

  @Test
  void folderWithoutSlash_redirects() throws Exception {
    Files.createDirectories(folder.resolve("a b/c"));

    HttpResponse<String> response = get("//a%20b/./c");

    assertEquals(301, response.statusCode());
    assertEquals("/a%20b/c/", header(response, "Location"));
  }

  @Test
  void folder_showsItsIndexPage() throws Exception {
    Files.writeString(folder.resolve("index.html"), "index");

    assertEquals("index", get("/").body());
  }

  @Test
  void folderWithoutIndexPage_showsItsFiles() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    Files.createDirectory(files.resolve("inner"));
    Files.createFile(files.resolve("a&<b>: ü.txt"));

    HttpResponse<String> response = get("/files/");

    assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
    assertTrue(response.body().contains("<a href=\"../\">"), response.body());
    assertTrue(response.body().contains("<a href=\"./inner/\">inner/</a>"), response.body());
    assertTrue(
        response
            .body()
            .contains("<a href=\"./a%26%3Cb%3E%3A%20%C3%BC.txt\">a&amp;&lt;b&gt;: ü.txt<"),
        response.body());
    assertEquals(200, get("/files/a%26%3Cb%3E%3A%20%C3%BC.txt").statusCode());
  }

  // ---- parts ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-3 | 206 | 0123 | bytes 0-3/10",
        "bytes=8-  | 206 | 89 | bytes 8-9/10",
        "bytes=8-99 | 206 | 89 | bytes 8-9/10",
        "bytes=-3 | 206 | 789 | bytes 7-9/10",
        "bytes=-99 | 206 | 0123456789 | bytes 0-9/10",
        "bytes=3-2 | 200 | 0123456789 |",
        "bytes=- | 200 | 0123456789 |",
        "bytes=0-1,3-4 | 200 | 0123456789 |",
        "lines=0-1 | 200 | 0123456789 |"
      })
  void range_isAPartOfTheFile(String range, int status, String body, String contentRange)
      throws Exception {
    HttpResponse<String> response = get("/page.html", "Range", range);

    assertEquals(status, response.statusCode());
    assertEquals(body, response.body());
    assertEquals(contentRange, header(response, "Content-Range"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=-0"})
  void rangeThatIsNotThere_isRefused(String range) throws Exception {
    HttpResponse<String> response = get("/page.html", "Range", range);

    assertEquals(416, response.statusCode());
    assertEquals("bytes */10", header(response, "Content-Range"));
  }

  @Test
  void rangeOfAnotherVersion_isTheWholeFile() throws Exception {
    String tag = header(get("/page.html"), "ETag");

    assertEquals(206, get("/page.html", "Range", "bytes=0-3", "If-Range", tag).statusCode());
    assertEquals(200, get("/page.html", "Range", "bytes=0-3", "If-Range", "\"x\"").statusCode());
  }

  // ---- versions ----

  @Test
  void versionThatTheClientHas_isNotSentAgain() throws Exception {
    HttpResponse<String> first = get("/page.html");
    String tag = header(first, "ETag");

    HttpResponse<String> again = get("/page.html", "If-None-Match", "\"x\", W/" + tag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(tag, header(again, "ETag"));
    assertEquals(null, header(again, "Content-Length"));
    assertEquals(
        304, get("/page.html", "If-Modified-Since", header(first, "Last-Modified")).statusCode());
  }

  @Test
  void versionThatIsNew_isSent() throws Exception {
    String tag = header(get("/page.html"), "ETag");
    Files.writeString(folder.resolve("page.html"), "changed!");

    assertEquals("changed!", get("/page.html", "If-None-Match", tag).body());
    String old = "Sun, 06 Nov 1994 08:49:37 GMT";
    assertEquals(200, get("/page.html", "If-Modified-Since", old).statusCode());
    assertEquals(200, get("/page.html", "If-Modified-Since", "yesterday").statusCode());
    assertEquals(412, get("/page.html", "If-Match", tag).statusCode());
    assertEquals(412, get("/page.html", "If-Unmodified-Since", old).statusCode());
  }

  // ---- the log ----

  @Test
  void requests_areLogged() throws Exception {
    get("/page.html");
    get("/a%22b");
    served.stop();

    List<String> log = served.log();
    assertTrue(
        log.get(0).matches("127\\.0\\.0\\.1 - - \\[.*] \"GET /page.html HTTP/1.1\" 200 10"),
        log::toString);
    assertTrue(log.get(1).endsWith("\"GET /a%22b HTTP/1.1\" 404 38"), log::toString);
  }
}
