package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteTest {

  private static final URI START = URI.create("http://here/start.html");
  private static final URI OTHER = URI.create("http://here/other.html");

  private final Site site = new Site(START, false);

  @Test
  void claim_succeedsOnce() {
    assertTrue(site.claim(START));
    assertFalse(site.claim(START));
  }

  @Test
  void add_givesTargetsOnThisHost_withoutFragments() {
    assertEquals(
        List.of(OTHER, OTHER, START),
        site.add(
            page(START, "other.html", "other.html#a", "#here", "http://there/", "mailto:x@y")));
  }

  @Test
  void add_givesTargetsOnOtherHosts_ifAskedFor() {
    Site curious = new Site(START, true);

    assertEquals(List.of(URI.create("http://there/")), curious.add(page(START, "http://there/")));
  }

  @Test
  void pagesOfOtherHosts_areNotReadFurther() {
    Site curious = new Site(START, true);

    assertEquals(List.of(), curious.add(page(URI.create("http://there/"), "deeper.html")));
  }

  @Test
  void report_namesMissingPagesAnchorsAndNonsense() {
    site.add(page(START, "other.html", "other.html#a", "other.html#b", "gone.html", "http://[/"));
    site.add(page(OTHER, "http://there/"));
    site.add(missing("http://here/gone.html"));

    Report report = site.report();

    assertEquals(2, report.pages());
    assertEquals(5, report.links());
    assertEquals(1, report.skipped());
    assertEquals(
        List.of(
            new BrokenLink(START, new Link(3, "other.html#b"), "no anchor #b"),
            new BrokenLink(START, new Link(4, "gone.html"), "HTTP 404"),
            new BrokenLink(START, new Link(5, "http://[/"), "no valid address")),
        report.broken());
    assertEquals(List.of(), report.unread());
  }

  @Test
  void topAndTheEmptyFragment_existOnEveryPage() {
    site.add(page(START, "#top", "#"));

    assertEquals(List.of(), site.report().broken());
  }

  @Test
  void fragmentsOfWhatIsNoPage_areNotJudged() {
    URI image = URI.create("http://here/image.svg");
    site.add(page(START, "image.svg#layer"));
    site.add(new Visit(image, image, Optional.empty(), Optional.empty()));

    assertEquals(List.of(), site.report().broken());
  }

  @Test
  void pageReachedByTwoAddresses_isOnePage() {
    Visit page = page(OTHER, "#gone");
    site.add(page);
    site.add(new Visit(START, OTHER, page.content(), Optional.empty()));

    assertEquals(1, site.report().pages());
    assertEquals(1, site.report().broken().size());
  }

  @Test
  void startPageThatNobodyLinksTo_isReportedWhenItCannotBeRead() {
    Visit missing = missing(START.toString());
    site.add(missing);

    assertEquals(List.of(missing), site.report().unread());
  }

  @Test
  void links_areRelativeToTheBaseOfTheirPage() {
    PageContent content = new PageContent("/deep/", List.of(new Link(1, "x.html")), Set.of());
    Visit visit = Visit.answered(START, new Reply(START, 200, Optional.of(content)));

    assertEquals(List.of(URI.create("http://here/deep/x.html")), site.add(visit));
  }

  /** A page with the anchor {@code a} and a link on each line. */
  private static Visit page(URI address, String... hrefs) {
    List<Link> links =
        IntStream.range(0, hrefs.length).mapToObj(i -> new Link(i + 1, hrefs[i])).toList();
    PageContent content = new PageContent("", links, Set.of("a", "here"));
    return Visit.answered(address, new Reply(address, 200, Optional.of(content)));
  }

  private static Visit missing(String address) {
    URI uri = URI.create(address);
    return Visit.answered(uri, new Reply(uri, 404, Optional.empty()));
  }
}
