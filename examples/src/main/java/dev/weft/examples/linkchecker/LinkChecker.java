package dev.weft.examples.linkchecker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Held;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;

/**
 * Crawls a site: visits its start pages, then what they link to, and so on, until every link leads
 * to something that was visited.
 *
 * <p>Every address gets a task of its own. Tasks are cheap, so there may be thousands; requests are
 * not, so a semaphore limits them. All of it runs on the loop thread, and needs no lock.
 */
final class LinkChecker {

  private final PageFetcher fetcher;
  private final AsyncSemaphore requests;
  private final Tally tally;

  /**
   * A checker that fetches with {@code fetcher} and counts in {@code tally}.
   *
   * @param limit how many requests may be under way at once; at least 1
   */
  LinkChecker(PageFetcher fetcher, int limit, Tally tally) {
    this.fetcher = fetcher;
    this.requests = new AsyncSemaphore(limit);
    this.tally = tally;
  }

  /** Visits all that can be reached from the start pages, and reports what is broken. */
  @Async
  Coroutine<Report> check(Site site, Collection<URI> startPages) {
    Await.of(
        TaskGroup.runVoid(
            visits -> {
              visitNew(startPages, site, visits);
              return Coroutine.done();
            }));
    return Coroutine.of(site.report());
  }

  private void visitNew(Collection<URI> addresses, Site site, TaskGroup visits) {
    for (URI address : addresses) {
      if (site.claim(address)) {
        visits.createTask(visit(address, site, visits));
      }
    }
  }

  @Async
  private Coroutine<Void> visit(URI address, Site site, TaskGroup visits) {
    tally.visitStarted();
    try (Held permit = Await.of(requests.hold())) {
      visitNew(site.add(Await.of(request(address))), site, visits);
    } finally {
      tally.visitEnded();
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Visit> request(URI address) {
    tally.requestStarted();
    try {
      return Coroutine.of(Visit.answered(address, Await.of(fetcher.fetch(address))));
    } catch (IOException e) {
      return Coroutine.of(Visit.unanswered(address, e));
    } finally {
      tally.requestEnded();
    }
  }
}
