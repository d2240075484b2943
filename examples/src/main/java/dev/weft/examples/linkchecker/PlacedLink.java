package dev.weft.examples.linkchecker;

import java.net.URI;
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

  /** Finds out where a link leads that is relative to {@code base}. */
  static PlacedLink of(URI page, URI base, Link link) {
    Optional<URI> target = Addresses.resolve(base, link.href());
    return new PlacedLink(
        page, link, target.map(Addresses::withoutFragment), target.map(URI::getFragment));
  }

  BrokenLink broken(String reason) {
    return new BrokenLink(page, link, reason);
  }
}
