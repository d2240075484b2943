package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.TimeoutException;
import dev.weft.Weft;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFetcherTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();

  @TempDir Path folder;

  private SiteServer server;

  @BeforeEach
  void serve() throws IOException {
    server =
        new TestSite(folder)
            .with("index.html", "<h1 id=a><a href=b.html>")
            .with("flaky.html", "<h1 id=flaky>")
            .with("slow.html", "<h1 id=slow>")
            .with("lamp.svg", "<svg id=a />")
            .with(Faults.FILE, "flaky.html = unavailable unavailable\nslow.html = stall\n")
            .serve();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void page_comesWithItsContent() throws IOException {
    PageContent content = new PageContent("", List.of(new Link(1, "b.html")), Set.of("a"));
    URI address = server.address("/index.html");

    assertEquals(new Reply(address, 200, Optional.of(content)), fetch(address, AMPLE, 1));
  }

  @Test
  void location_isWhereRedirectsLead() throws IOException {
    assertEquals(server.address("/index.html"), fetch(server.address("/"), AMPLE, 1).location());
  }

  @Test
  void resourceThatIsNoPage_hasNoContent() throws IOException {
    URI address = server.address("/lamp.svg");

    assertEquals(new Reply(address, 200, Optional.empty()), fetch(address, AMPLE, 1));
  }

  @Test
  void missingPage_isAnswer_andNotTriedAgain() throws IOException {
    assertEquals(404, fetch(server.address("/gone.html"), AMPLE, 3).status());
  }

  @Test
  void unavailablePage_isTriedAgain() throws IOException {
    assertEquals(200, fetch(server.address("/flaky.html"), AMPLE, 3).status());
  }

  @Test
  void unavailablePage_isUnavailableWhenTriesRunOut() throws IOException {
    assertEquals(503, fetch(server.address("/flaky.html"), AMPLE, 2).status());
  }

  @Test
  void stalledPage_isTriedAgainAfterTheTimeLimit() throws IOException {
    assertEquals(200, fetch(server.address("/slow.html"), SHORT, 5).status());
  }

  @Test
  void stalledPage_timesOutWhenTriesRunOut() {
    assertThrows(TimeoutException.class, () -> fetch(server.address("/slow.html"), SHORT, 1));
  }

  @Test
  void nobodyThere_isConnectException() throws IOException {
    URI address = URI.create("http://localhost:" + closedPort() + "/");

    assertThrows(ConnectException.class, () -> fetch(address, AMPLE, 2));
  }

  private Reply fetch(URI address, Duration timeLimit, int tries) throws IOException {
    PageFetcher fetcher = new PageFetcher(client, timeLimit, tries);
    return Weft.run(() -> fetcher.fetch(address));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
