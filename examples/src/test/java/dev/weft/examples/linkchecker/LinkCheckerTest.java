package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Weft;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
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
  void visits_runAtTheSameTime_onOneThread_withinTheLimitOfRequests() throws IOException {
    TestSite site = new TestSite(folder).with("a.html", "<img src=1><img src=2><img src=3>");

    check(site, 2, "/a.html");

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

  private Report check(TestSite files, int limit, String start) throws IOException {
    try (SiteServer server = files.serve()) {
      URI address = server.address(start);
      LinkChecker checker = new LinkChecker(FETCHER, limit, tally);
      return Weft.run(checker.check(new Site(address, false), List.of(address)));
    }
  }
}
