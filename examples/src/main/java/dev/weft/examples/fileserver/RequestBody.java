package dev.weft.examples.fileserver;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the bodies of requests and drops them: they mean nothing to GET and HEAD, but stand before
 * the next request.
 */
final class RequestBody {

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})[ \t]*(;.*)?");

  private final StreamReader reader;
  private final StreamWriter writer;
  private final Limits limits;

  RequestBody(StreamReader reader, StreamWriter writer, Limits limits) {
    this.reader = reader;
    this.writer = writer;
    this.limits = limits;
  }

  /**
   * Reads to the end of the request, and before that asks for the body if the client waits to be
   * asked.
   *
   * @throws HttpException if it cannot be told where the end is, or it is too far
   */
  @Async
  Coroutine<Void> skip(Request request) throws IOException {
    boolean chunked = isChunked(request);
    long length = chunked ? 0 : length(request);
    requireAllowed(length);
    if (chunked || length > 0) {
      answerExpectation(request);
      try {
        Await.of(
            Weft.timeout(limits.request(), limit -> chunked ? skipChunks() : skip((int) length)));
      } catch (TimeoutException e) {
        throw new HttpException(Status.REQUEST_TIMEOUT, "The body took too long.");
      }
    }
    return Coroutine.done();
  }

  private static boolean isChunked(Request request) throws HttpException {
    if (!request.has("Transfer-Encoding")) {
      return false;
    }
    if (request.has("Content-Length") || request.minorVersion() == 0) {
      throw new HttpException(Status.BAD_REQUEST, "It is not clear where the body ends.");
    }
    if (!request.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
      throw new HttpException(Status.NOT_IMPLEMENTED, "There is no encoding but chunked.");
    }
    return true;
  }

  private static long length(Request request) throws HttpException {
    if (!request.has("Content-Length")) {
      return 0;
    }
    String length = request.header("Content-Length");
    if (!LENGTH.matcher(length).matches()) {
      throw new HttpException(Status.BAD_REQUEST, "The Content-Length is no number.");
    }
    return Long.parseLong(length);
  }

  private void requireAllowed(long length) throws HttpException {
    if (length > limits.body()) {
      throw new HttpException(
          Status.CONTENT_TOO_LARGE, "A body has at most " + limits.body() + " bytes.");
    }
  }

  private void answerExpectation(Request request) throws HttpException {
    if (request.minorVersion() == 0 || !request.has("Expect")) {
      return;
    }
    if (!request.header("Expect").equalsIgnoreCase("100-continue")) {
      throw new HttpException(Status.EXPECTATION_FAILED, "Nothing can be expected but a 100.");
    }
    writer.write("HTTP/1.1 100 Continue\r\n\r\n");
  }

  @Async
  private Coroutine<Void> skip(int count) throws IOException {
    for (int left = count; left > 0; ) {
      int read = Await.of(reader.read(left)).length;
      if (read == 0) {
        throw new EOFException("the client went before the end of its request");
      }
      left -= read;
    }
    return Coroutine.done();
  }

  /** RFC 9112, section 7.1. */
  @Async
  private Coroutine<Void> skipChunks() throws IOException {
    int total = 0;
    for (int size; (size = chunkSize(Await.of(readLine()))) > 0; ) {
      total += size;
      requireAllowed(total);
      Await.of(skip(size));
      if (!Await.of(readLine()).isEmpty()) {
        throw new HttpException(Status.BAD_REQUEST, "A chunk is longer than it says.");
      }
    }
    for (String trailer; !(trailer = Await.of(readLine())).isEmpty(); ) {
      total += trailer.length();
      requireAllowed(total);
    }
    return Coroutine.done();
  }

  private static int chunkSize(String line) throws HttpException {
    Matcher parts = CHUNK.matcher(line);
    if (!parts.matches()) {
      throw new HttpException(Status.BAD_REQUEST, "A chunk has no size.");
    }
    return Integer.parseInt(parts.group(1), 16);
  }

  @Async
  private Coroutine<String> readLine() throws IOException {
    String line = Await.of(reader.readLine());
    if (line == null) {
      throw new EOFException("the client went before the end of its request");
    }
    return Coroutine.of(line);
  }
}
