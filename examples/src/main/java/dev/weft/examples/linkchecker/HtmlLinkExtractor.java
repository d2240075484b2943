package dev.weft.examples.linkchecker;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads HTML with jsoup: links are what a browser would follow or load. */
final class HtmlLinkExtractor implements LinkExtractor {

  @Override
  public PageContent extract(String source) {
    Document page = Jsoup.parse(source, "", Parser.htmlParser().setTrackPosition(true));
    return new PageContent(page.select("base[href]").attr("href"), links(page), anchors(page));
  }

  private static List<Link> links(Document page) {
    return page.select("a[href], area[href], link[href], [src]").stream()
        .map(HtmlLinkExtractor::link)
        .distinct() // a misnested link stands in the tree more than once
        .toList();
  }

  private static Link link(Element element) {
    String attribute = element.hasAttr("href") ? "href" : "src";
    return new Link(element.sourceRange().start().lineNumber(), element.attr(attribute));
  }

  private static Set<String> anchors(Document page) {
    Set<String> anchors = new HashSet<>(page.select("[id]").eachAttr("id"));
    anchors.addAll(page.select("a[name]").eachAttr("name"));
    return anchors;
  }
}
