package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarkdownLinkExtractorTest {

  private final LinkExtractor extractor = new MarkdownLinkExtractor();

  @Test
  void links_haveTheLineThatTheyStandOn() {
    PageContent page =
        extractor.extract(
            """
            # See [one](one.md)

            Text that goes on
            over lines to [two](two.md#x "title"), then
            ![picture](picture.png) and [three][ref] and <https://four.example/>.

            * a list with `[no](link.md)`
              * and [five](<five five.md>)

            [ref]: three.md
            """);

    assertEquals(
        List.of(
            new Link(1, "one.md"),
            new Link(4, "two.md#x"),
            new Link(5, "picture.png"),
            new Link(5, "three.md"),
            new Link(5, "https://four.example/"),
            new Link(8, "five five.md")),
        page.links());
  }

  @Test
  void links_inCodeAreNone() {
    assertEquals(List.of(), extractor.extract("```\n[no](link.md)\n```\n").links());
  }

  @Test
  void links_inEmbeddedHtmlCount() {
    PageContent page =
        extractor.extract(
            "Intro\n\n<div>\n<a href='one.html'>1</a></div>\n\nSee <img src='2.png'>\n");

    assertEquals(List.of(new Link(4, "one.html"), new Link(6, "2.png")), page.links());
  }

  @Test
  void anchors_areHeadingsAsGitHubNamesThem() {
    PageContent page =
        extractor.extract(
            """
            # The `run` command, *explained*
            ## Options
            ## Options
            <a id="old"></a>
            """);

    assertEquals(
        Set.of("the-run-command-explained", "options", "options-1", "old"), page.anchors());
  }
}
