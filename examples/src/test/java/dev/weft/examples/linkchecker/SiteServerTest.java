package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteServerTest {

  @TempDir Path folder;

  private SiteServer server;

  @BeforeEach
  void serve() throws IOException {
    server =
        new TestSite(folder)
            .with("index.html", "<h1>Front</h1>")
            .with("notes/README.md", "# Notes")
            .with("notes/ü ber.md", "# Over")
            .with("images/lamp.svg", "<svg/>")
            .with(".git/README.md", "# Hidden")
            .with("empty.html", "")
            .with(Faults.FILE, "notes/README.md = unavailable")
            .serve();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void file_isServedWithItsType() throws Exception {
    HttpResponse<String> response = get("/index.html");

    assertEquals(200, response.statusCode());
    assertEquals("text/html", response.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("<h1>Front</h1>", response.body());
  }

  @Test
  void markdown_isServedAsMarkdown() throws Exception {
    HttpResponse<String> response = get("/notes/ü ber.md");

    assertEquals(
        "text/markdown; charset=utf-8",
        response.headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void emptyFile_isServed() throws Exception {
    assertEquals("", get("/empty.html").body());
  }

  @Test
  void folder_redirectsToItsIndexPage() throws Exception {
    HttpResponse<String> response = get("/");

    assertEquals(301, response.statusCode());
    assertEquals(
        server.address("/index.html").toString(),
        response.headers().firstValue("Location").orElseThrow());
  }

  @Test
  void folderWithoutIndexPage_isThere() throws Exception {
    assertEquals(200, get("/images/").statusCode());
  }

  @Test
  void missingFile_isNotFound() throws Exception {
    assertEquals(404, get("/nowhere.html").statusCode());
  }

  @Test
  void fileOutsideTheFolder_isNotFound() throws Exception {
    Files.writeString(folder.resolveSibling("outside.html"), "secret");
    URI sneaky = URI.create(server.address("/") + "..%2Foutside.html");

    assertEquals(404, get(sneaky).statusCode());
  }

  @Test
  void fault_hitsTheRequestItIsMeantFor() throws Exception {
    assertEquals(503, get("/notes/README.md").statusCode());
    assertEquals(200, get("/notes/README.md").statusCode());
  }

  @Test
  void pages_areAllVisibleHtmlAndMarkdownFiles() throws Exception {
    assertEquals(
        List.of(
            server.address("/empty.html"),
            server.address("/index.html"),
            server.address("/notes/README.md"),
            server.address("/notes/ü ber.md")),
        server.pages());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(server.address(path));
  }

  private static HttpResponse<String> get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
