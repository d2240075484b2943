package dev.weft.examples.linkchecker;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A link, where it stands, and where it leads.
 *
 * @param page the address of its page
 * @param link the link as the page spells it
 * @param resource the absolute address, without fragment; empty if the page spells no address
 * @param fragment the place on the page that it leads to
 */
record PlacedLink(URI page, Link link, Optional<URI> resource, Optional<String> fragment) {

  static PlacedLink of(URI page, Link link) {
    try {
      URI target = Addresses.resolve(page, link.href());
      return new PlacedLink(
          page,
          link,
          Optional.of(Addresses.withoutFragment(target)),
          Optional.ofNullable(target.getFragment()));
    } catch (URISyntaxException e) {
      return new PlacedLink(page, link, Optional.empty(), Optional.empty());
    }
  }

  BrokenLink broken(String reason) {
    return new BrokenLink(page, link, reason);
  }
}
