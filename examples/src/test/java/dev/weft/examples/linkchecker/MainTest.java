package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program from its command line to its exit code. */
class MainTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @Tag("slow") // one page never answers, three times one second
  void sampleSite_hasTheKnownBrokenLinks() {
    assertEquals(1, run("--timeout=1", "sample-site"));

    assertLinesMatch(
        """
        sample-site/gallery/index.html:11: keepers 1912.jpg: HTTP 404
        sample-site/gallery/index.html:12: /guide.md#lighting: no anchor #lighting
        sample-site/guide.md:10: images/lamp-room.png: HTTP 404
        sample-site/guide.md:15: fuel.md#summer: no anchor #summer
        sample-site/guide.md:15: rules.md: HTTP 404
        sample-site/guide.md:18: logbook.html: HTTP 404
        sample-site/index.html:18: news.html: HTTP 404
        sample-site/index.html:21: radio.html: no answer within the time limit
        sample-site/index.html:22: http://[skerry/: no valid address
        sample-site/weather.html:9: #gales: no anchor #gales
        6 pages, 26 links checked, 10 broken
        1 link to other hosts not checked (--external checks them)
        \\d+\\.\\d s, at most \\d+ tasks and \\d+ requests in flight, on 1 thread; \\d+ threads in .*
        """
            .lines(),
        out.toString().replace(File.separatorChar, '/').lines());
    assertTrue(err.toString().contains("under way"), err::toString);
  }

  @Test
  void cleanFolder_isSuccess() throws IOException {
    new TestSite(folder).with("a.html", "<a href=b.md>").with("b.md", "[a](a.html)");

    assertEquals(0, run(folder.toString()));
    assertTrue(out.toString().startsWith("2 pages, 2 links checked, 0 broken"), out::toString);
  }

  @Test
  void url_isCrawledFromThere() throws IOException {
    TestSite site = new TestSite(folder).with("a.html", "<a href=b.md>").with("b.md", "# B");
    try (SiteServer server = site.with("unlinked.html", "").serve()) {
      assertEquals(0, run(server.address("/a.html").toString()));
    }
    assertTrue(out.toString().startsWith("2 pages, 1 link checked, 0 broken"), out::toString);
  }

  @Test
  void missingFolder_isAnError() {
    String missing = folder.resolve("nowhere").toString();

    assertEquals(2, run(missing));
    assertEquals("link-checker: there is no folder " + missing, err.toString().strip());
  }

  @Test
  void folderWithoutPages_isAnError() {
    assertEquals(2, run(folder.toString()));
    assertEquals(
        "link-checker: nothing to check at " + folder + ": no HTML or Markdown page there",
        err.toString().strip());
  }

  @Test
  void unreadableUrl_isAnError() throws IOException {
    try (SiteServer server = new TestSite(folder).serve()) {
      String url = server.address("/gone.html").toString();

      assertEquals(2, run(url));
      assertEquals(
          "link-checker: nothing to check at " + url + ": HTTP 404", err.toString().strip());
    }
  }

  @Test
  void badUrl_isAnError() {
    assertEquals(2, run("http://[half/"));
    assertEquals("link-checker: not a valid URL: http://[half/", err.toString().strip());
  }

  @Test
  void badArguments_areAnErrorThatShowsTheUsage() {
    assertEquals(2, run("--limit=0", "."));
    assertTrue(err.toString().startsWith("--limit must be at least 1"), err::toString);
    assertTrue(err.toString().contains("Usage: link-checker"), err::toString);
  }

  private int run(String... args) {
    return new CommandLine(new Main())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
