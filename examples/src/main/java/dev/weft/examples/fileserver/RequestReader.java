package dev.weft.examples.fileserver;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Timeout;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.LimitOverrunException;
import dev.weft.net.StreamReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the heads of requests, one after the other, within limits. */
final class RequestReader {

  private final StreamReader reader;
  private final Limits limits;
  private boolean waiting; // for a request to begin

  RequestReader(StreamReader reader, Limits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /** Whether it waits for a request of which nothing has come. */
  boolean isIdle() {
    return waiting && reader.available() == 0;
  }

  /**
   * Reads the next head.
   *
   * @return null at the end of the connection, or if no request begins in time
   * @throws HttpException if it is malformed, too long or takes too long
   */
  @Async
  Coroutine<Request> next() throws IOException {
    waiting = true;
    try {
      return Coroutine.of(Await.of(Weft.timeout(limits.idle(), this::read)));
    } catch (TimeoutException e) {
      if (isIdle()) {
        return Coroutine.of(null);
      }
      throw new HttpException(Status.REQUEST_TIMEOUT, "The request took too long.");
    } finally {
      waiting = false;
    }
  }

  @Async
  private Coroutine<Request> read(Timeout limit) throws IOException {
    String line;
    do {
      line = Await.of(readLine(Status.URI_TOO_LONG));
    } while (line != null && line.isEmpty()); // some clients send one behind a body
    if (line == null) {
      return Coroutine.of(null);
    }
    waiting = false;
    limit.rescheduleAfter(limits.request());
    RequestParser request = new RequestParser(line);
    int length = line.length();
    while ((line = Await.of(readLine(Status.HEADERS_TOO_LARGE))) != null && !line.isEmpty()) {
      length += line.length();
      if (length > limits.head()) {
        throw new HttpException(Status.HEADERS_TOO_LARGE, "The headers are too long together.");
      }
      request.add(line);
    }
    return Coroutine.of(line == null ? null : request.request());
  }

  @Async
  private Coroutine<String> readLine(Status tooLong) throws IOException {
    try {
      return Coroutine.of(Await.of(reader.readLine(StandardCharsets.ISO_8859_1)));
    } catch (LimitOverrunException e) {
      throw new HttpException(tooLong, "A line has at most " + limits.line() + " bytes.");
    }
  }
}
