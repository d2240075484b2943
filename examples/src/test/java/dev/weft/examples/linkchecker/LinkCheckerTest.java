package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LinkCheckerTest {

  private static final PageFetcher FETCHER =
      new PageFetcher(HttpClient.newHttpClient(), Duration.ofSeconds(30), 1);

  @TempDir Path folder;

  private final Tally tally = new Tally();

  @Test
  void pages_areFollowedRoundInCircles() throws IOException {
    TestSite site =
        new TestSite(folder)
            .with("a.html", "<a href=b.md>")
            .with("b.md", "[c](c.html)")
            .with("c.html", "<a href=a.html><a href=gone.html>");

    Report report = check(site, 4, "/a.html");

    assertEquals(3, report.pages());
    assertEquals(4, report.links());
    assertEquals(
        List.of(new Link(1, "gone.html")), report.broken().stream().map(BrokenLink::link).toList());
  }

  @Test
  @Timeout(30) // or the server holds its answers for ever, if a visit waits for another
  void visits_runAtTheSameTime_onOneThread_withinTheLimitOfRequests() throws IOException {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    HttpServer server = serveWithImagesHeld(begun, "<img src=1><img src=2><img src=3>");
    try {
      Weft.run(
          () -> {
            Task<Report> checking = Weft.createTask(() -> check(server, 2));
            while (tally.tasks() < 3) {
              Await.of(Weft.sleep(Duration.ZERO));
            }
            begun.complete(null);
            return Coroutine.of(Await.of(checking));
          });
    } finally {
      begun.complete(null);
      server.stop(0);
    }

    assertEquals(4, tally.visited());
    assertEquals(0, tally.tasks());
    assertEquals(3, tally.peakTasks());
    assertEquals(2, tally.peakRequests());
    assertEquals(1, tally.threads());
  }

  @Test
  void unreadableStart_isInTheReport() throws IOException {
    Report report = check(new TestSite(folder), 1, "/gone.html");

    assertEquals(0, report.pages());
    assertEquals("HTTP 404", report.unread().get(0).problem().orElseThrow());
    assertTrue(report.broken().isEmpty());
  }

  /** A site of one page, whose images are not answered before {@code begun}. */
  private static HttpServer serveWithImagesHeld(CompletableFuture<Void> begun, String page)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          begun.join();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.createContext(
        "/a.html",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length());
          exchange.getResponseBody().write(page.getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    return server;
  }

  @Async
  private Coroutine<Report> check(HttpServer server, int limit) {
    InetSocketAddress bound = server.getAddress();
    URI address =
        Addresses.http(bound.getAddress().getHostAddress() + ":" + bound.getPort(), "/a.html");
    return new LinkChecker(FETCHER, limit, tally).check(new Site(address, false), List.of(address));
  }

  private Report check(TestSite files, int limit, String start) throws IOException {
    try (SiteServer server = files.serve()) {
      URI address = server.address(start);
      LinkChecker checker = new LinkChecker(FETCHER, limit, tally);
      return Weft.run(checker.check(new Site(address, false), List.of(address)));
    }
  }
}
