package dev.weft.examples.linkchecker;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Finds the links and the anchors of a page. */
interface LinkExtractor {

  /** Reads a page; broken markup is read as a browser would. */
  PageContent extract(String source);

  /** The extractor for a page, or empty when the resource is no page: an image, say. */
  static Optional<LinkExtractor> find(URI location, String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html") || type.startsWith("application/xhtml+xml")) {
      return Optional.of(new HtmlLinkExtractor());
    }
    if (type.startsWith("text/markdown") || location.getPath().endsWith(".md")) {
      return Optional.of(new MarkdownLinkExtractor());
    }
    return Optional.empty();
  }
}
