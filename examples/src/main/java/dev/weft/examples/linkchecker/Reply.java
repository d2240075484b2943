package dev.weft.examples.linkchecker;

import java.net.URI;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param location where the answer came from, after redirects
 * @param status the HTTP status
 * @param content what is on the page; empty when the resource is no page
 */
record Reply(URI location, int status, Optional<PageContent> content) {

  boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** Whether the same request may well succeed a little later. */
  boolean isTransientFailure() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }
}
