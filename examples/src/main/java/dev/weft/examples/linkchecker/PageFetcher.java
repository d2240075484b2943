package dev.weft.examples.linkchecker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;

/** Fetches pages: each try has a time limit, and what may well succeed later is tried again. */
final class PageFetcher {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final HttpClient client;
  private final Duration timeLimit;
  private final int tries;

  /**
   * A fetcher that uses {@code client}.
   *
   * @param timeLimit for one try, from the request to the end of the body
   * @param tries how often a request is made before its failure counts; at least 1
   */
  PageFetcher(HttpClient client, Duration timeLimit, int tries) {
    this.client = client;
    this.timeLimit = timeLimit;
    this.tries = tries;
  }

  /**
   * Fetches a page, or only its status when the resource is no page.
   *
   * @throws IOException if the last try got no answer: nobody listens there, the connection broke,
   *     or the time limit ran out
   */
  @Async
  Coroutine<Reply> fetch(URI address) throws IOException {
    Duration pause = FIRST_PAUSE;
    for (int failures = 1; failures < tries; failures++) {
      try {
        Reply reply = Await.of(tryOnce(address));
        if (!reply.isTransientFailure()) {
          return Coroutine.of(reply);
        }
      } catch (IOException e) {
        // Worth another try: the last one decides.
      }
      Await.of(Weft.sleep(pause));
      pause = pause.multipliedBy(2);
    }
    return tryOnce(address);
  }

  @Async
  private Coroutine<Reply> tryOnce(URI address) throws IOException {
    return Weft.timeout(timeLimit, limit -> request(address));
  }

  @Async
  private Coroutine<Reply> request(URI address) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    HttpResponse<Optional<PageContent>> response =
        Await.of(client.sendAsync(request, r -> content(address, r)), IOException.class);
    return Coroutine.of(new Reply(response.uri(), response.statusCode(), response.body()));
  }

  /** Reads what is on a page, and skips the bytes of anything else. */
  private static BodySubscriber<Optional<PageContent>> content(URI address, ResponseInfo response) {
    String contentType = response.headers().firstValue("Content-Type").orElse("");
    return LinkExtractor.find(address, contentType)
        .map(
            extractor ->
                BodySubscribers.mapping(
                    BodyHandlers.ofString().apply(response),
                    source -> Optional.of(extractor.extract(source))))
        .orElse(BodySubscribers.replacing(Optional.empty()));
  }
}
