package dev.weft.examples.linkchecker;

import dev.weft.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Optional;

/**
 * What came of fetching one address.
 *
 * @param address the address, without fragment
 * @param location where the resource is, after redirects
 * @param content what is on the page; empty when the resource is no page, or is not there
 * @param problem why a link here is broken, or empty if it is not
 */
record Visit(URI address, URI location, Optional<PageContent> content, Optional<String> problem) {

  /** A server answered, well or ill. */
  static Visit answered(URI address, Reply reply) {
    return reply.isOk()
        ? new Visit(address, reply.location(), reply.content(), Optional.empty())
        : failed(address, "HTTP " + reply.status());
  }

  /** No server answered. */
  static Visit unanswered(URI address, IOException reason) {
    return failed(address, describe(reason));
  }

  private static Visit failed(URI address, String problem) {
    return new Visit(address, address, Optional.empty(), Optional.of(problem));
  }

  private static String describe(IOException reason) {
    if (reason instanceof TimeoutException) {
      return "no answer within the time limit";
    }
    if (reason instanceof ConnectException) {
      return "cannot connect";
    }
    return reason.getMessage() == null ? reason.toString() : reason.getMessage();
  }

  /** Why a link to this fragment of the resource is broken, or empty if it is not. */
  Optional<String> problemWith(Optional<String> fragment) {
    return problem.or(
        () -> fragment.filter(this::isMissing).map(missing -> "no anchor #" + missing));
  }

  /** Every page has a top; and only pages are known well enough to miss an anchor. */
  private boolean isMissing(String fragment) {
    return !fragment.isEmpty()
        && !fragment.equals("top")
        && content.isPresent()
        && !content.get().anchors().contains(fragment);
  }
}
