package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HtmlLinkExtractorTest {

  private final LinkExtractor extractor = new HtmlLinkExtractor();

  @Test
  void links_areWhatABrowserFollowsOrLoads_withTheirLines() {
    PageContent page =
        extractor.extract(
            """
            <html><head><link rel="stylesheet" href="style.css">
            <script src="code.js"></script></head>
            <body>
            <p>One <a href="one.html">link</a>
               and <a
                  href="two.html#x">another</a></p> <img src="picture.png">
            <iframe src="frame.html"></iframe><map><area href="area.html"></map>
            </body></html>
            """);

    assertEquals(
        List.of(
            new Link(1, "style.css"),
            new Link(2, "code.js"),
            new Link(4, "one.html"),
            new Link(5, "two.html#x"),
            new Link(6, "picture.png"),
            new Link(7, "frame.html"),
            new Link(7, "area.html")),
        page.links());
  }

  @Test
  void anchorsWithoutHref_areNoLinks() {
    assertEquals(List.of(), extractor.extract("<a>x</a><a name=y>z</a><img alt=none>").links());
  }

  @Test
  void base_isThatOfTheDocument() {
    assertEquals("/docs/", extractor.extract("<head><base href='/docs/'></head>").base());
    assertEquals("", extractor.extract("<p>none</p>").base());
  }

  @Test
  void anchors_areIdsAndOldNames() {
    PageContent page = extractor.extract("<h1 id='top'>x</h1><a name='old'></a><input name='no'>");

    assertEquals(Set.of("top", "old"), page.anchors());
  }

  @Test
  void brokenMarkup_isReadAsABrowserWould() {
    PageContent page = extractor.extract("<p><a href=one.html>one<b></p>\n<a href='two.html");

    assertEquals(List.of(new Link(1, "one.html")), page.links());
  }
}
