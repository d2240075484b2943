package dev.weft.examples.linkchecker;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a crawl knows of a site: the links on its pages, and what came of visiting addresses.
 *
 * <p>It does no I/O and needs no lock: it belongs to the loop thread.
 */
final class Site {

  private final URI start;
  private final boolean checksOtherHosts;
  private final Set<URI> claimed = new HashSet<>(); // loop thread only
  private final Map<URI, Visit> visits = new TreeMap<>(); // by address; loop thread only
  private final Map<URI, List<PlacedLink>> pages = new TreeMap<>(); // by location; loop thread only

  /**
   * A site of which nothing is known yet.
   *
   * @param start an address on its host
   * @param checksOtherHosts whether links to other hosts are checked; they are not followed further
   */
  Site(URI start, boolean checksOtherHosts) {
    this.start = start;
    this.checksOtherHosts = checksOtherHosts;
  }

  /** Whether nobody has visited an address, or is about to; the caller must then. */
  boolean claim(URI address) {
    return claimed.add(address);
  }

  /**
   * Takes in what came of a visit.
   *
   * @return the addresses that links on the page lead to, and that are to be checked
   */
  List<URI> add(Visit visit) {
    visits.put(visit.address(), visit);
    if (visit.content().isEmpty() || !isHere(visit.location())) {
      return List.of();
    }
    List<PlacedLink> links = links(visit.location(), visit.content().get());
    pages.put(visit.location(), links);
    return targets(links.stream()).toList();
  }

  /** What is wrong with the site, when every address that {@link #add} has given was visited. */
  Report report() {
    long checked = links().filter(this::isChecked).count();
    return new Report(
        pages.size(), checked, links().count() - checked, brokenLinks(), unreadPages());
  }

  private List<BrokenLink> brokenLinks() {
    return links()
        .filter(this::isChecked)
        .flatMap(link -> problemWith(link).map(link::broken).stream())
        .toList();
  }

  /** The start pages that could not be read, unless a broken link says so already. */
  private List<Visit> unreadPages() {
    Set<URI> targets = targets(links()).collect(Collectors.toSet());
    return visits.values().stream()
        .filter(visit -> visit.problem().isPresent() && !targets.contains(visit.address()))
        .toList();
  }

  private Optional<String> problemWith(PlacedLink link) {
    return link.resource()
        .map(address -> visits.get(address).problemWith(link.fragment()))
        .orElse(Optional.of("no valid address"));
  }

  private Stream<URI> targets(Stream<PlacedLink> links) {
    return links.filter(this::isChecked).flatMap(link -> link.resource().stream());
  }

  private Stream<PlacedLink> links() {
    return pages.values().stream().flatMap(List::stream);
  }

  private boolean isChecked(PlacedLink link) {
    return checksOtherHosts || link.resource().map(this::isHere).orElse(true);
  }

  private boolean isHere(URI address) {
    return start.getScheme().equalsIgnoreCase(address.getScheme())
        && start.getRawAuthority().equalsIgnoreCase(address.getRawAuthority());
  }

  private static List<PlacedLink> links(URI location, PageContent page) {
    URI base = Addresses.resolve(location, page.base()).orElse(location);
    return page.links().stream()
        .filter(Link::isCheckable)
        .map(link -> PlacedLink.of(location, base, link))
        .toList();
  }
}
