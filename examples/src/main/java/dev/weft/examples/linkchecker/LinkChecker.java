package dev.weft.examples.linkchecker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;

/**
 * Crawls a site breadth first: visits the start pages, then what they link to, and so on, until
 * every link leads to something that was visited.
 */
final class LinkChecker {

  private final PageFetcher fetcher;
  private final int limit;
  private final Tally tally;

  /**
   * A checker that fetches with {@code fetcher} and counts in {@code tally}.
   *
   * @param limit how many visits may be under way at once; at least 1
   */
  LinkChecker(PageFetcher fetcher, int limit, Tally tally) {
    this.fetcher = fetcher;
    this.limit = limit;
    this.tally = tally;
  }

  /** Visits all that can be reached from the start pages, and reports what is broken. */
  @Async
  Coroutine<Report> check(Site site, Collection<URI> startPages) {
    Collection<URI> next = startPages;
    while (!next.isEmpty()) {
      for (Visit visit : Await.of(Weft.map(next, limit, this::visit))) {
        site.add(visit);
      }
      next = site.unvisited();
    }
    return Coroutine.of(site.report());
  }

  @Async
  private Coroutine<Visit> visit(URI address) {
    tally.visitStarted();
    try {
      return Coroutine.of(Visit.answered(address, Await.of(fetcher.fetch(address))));
    } catch (IOException e) {
      return Coroutine.of(Visit.unanswered(address, e));
    } finally {
      tally.visitEnded();
    }
  }
}
