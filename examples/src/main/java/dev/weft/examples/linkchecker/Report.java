package dev.weft.examples.linkchecker;

import java.util.List;

/**
 * What a crawl found.
 *
 * @param pages how many pages were read
 * @param links how many links on them were checked
 * @param skipped how many links to other hosts were not
 * @param broken the broken ones, by page and line
 * @param unread start pages that could not be read
 */
record Report(long pages, long links, long skipped, List<BrokenLink> broken, List<Visit> unread) {

  boolean isClean() {
    return broken.isEmpty() && unread.isEmpty();
  }
}
