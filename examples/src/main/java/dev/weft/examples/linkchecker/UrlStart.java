package dev.weft.examples.linkchecker;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A crawl that starts at one URL. */
record UrlStart(URI address) implements Start {

  /**
   * Understands a URL.
   *
   * @throws IOException if it is none
   */
  static UrlStart of(String url) throws IOException {
    return Addresses.parse(url)
        .map(Addresses::withoutFragment)
        .map(UrlStart::new)
        .orElseThrow(() -> new IOException("not a valid URL: " + url));
  }

  @Override
  public List<URI> pages() {
    return List.of(address);
  }

  @Override
  public String name(URI page) {
    return page.toString();
  }

  @Override
  public void close() {}
}
