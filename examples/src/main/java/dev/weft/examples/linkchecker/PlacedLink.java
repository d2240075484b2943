package dev.weft.examples.linkchecker;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A link, where it stands, and where it leads.
 *
 * @param page the address of its page
 * @param link the link as the page spells it
 * @param target the absolute address; empty if what the page spells is none
 */
record PlacedLink(URI page, Link link, Optional<URI> target) {

  static PlacedLink of(URI page, Link link) {
    try {
      return new PlacedLink(page, link, Optional.of(Addresses.resolve(page, link.href())));
    } catch (URISyntaxException e) {
      return new PlacedLink(page, link, Optional.empty());
    }
  }

  /** What a request would be made for. */
  Optional<URI> resource() {
    return target.map(Addresses::withoutFragment);
  }

  Optional<String> fragment() {
    return target.map(URI::getFragment);
  }

  BrokenLink broken(String reason) {
    return new BrokenLink(page, link, reason);
  }
}
