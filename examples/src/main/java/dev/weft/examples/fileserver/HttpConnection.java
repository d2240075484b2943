package dev.weft.examples.fileserver;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One connection: requests are read and answered one after the other, however many the client sends
 * ahead, until either side has enough.
 */
final class HttpConnection {

  private final StreamReader reader;
  private final StreamWriter writer;
  private final FileResponder files;
  private final AccessLog log;
  private final Limits limits;
  private final RequestReader requests;
  private final RequestBody bodies;
  private boolean stopping;

  HttpConnection(
      StreamReader reader, StreamWriter writer, FileResponder files, AccessLog log, Limits limits) {
    this.reader = reader;
    this.writer = writer;
    this.files = files;
    this.log = log;
    this.limits = limits;
    this.requests = new RequestReader(reader, limits);
    this.bodies = new RequestBody(reader, writer, limits);
  }

  /** Serves until the connection has ended; what the client did to end it is no failure. */
  @Async
  Coroutine<Void> serve() {
    try (writer) {
      while (!stopping && Await.of(serveNext())) {
        // the next one
      }
      Await.of(lingerUntilHeard());
    } catch (IOException goneOrDeaf) {
      writer.transport().abort(); // or what it does not read would be kept for it
    }
    return Coroutine.done();
  }

  /** Lets the response that is being sent be the last. Does not suspend. */
  void stop() {
    stopping = true;
    if (requests.isIdle()) {
      writer.close();
    }
  }

  /** Serves one request. Tells whether another one may follow. */
  @Async
  private Coroutine<Boolean> serveNext() throws IOException {
    Request request = null;
    try {
      request = Await.of(requests.next());
      if (request == null) {
        return Coroutine.of(false);
      }
      Await.of(bodies.skip(request));
    } catch (HttpException refused) { // and where the next one begins is not known
      Await.of(send(Response.refusal(refused), request, false));
      return Coroutine.of(false);
    }
    boolean goesOn = request.keepsAlive() && !stopping;
    Await.of(send(files.answer(request), request, goesOn));
    return Coroutine.of(goesOn);
  }

  @Async
  private Coroutine<Void> send(Response response, Request request, boolean goesOn)
      throws IOException {
    try (Body body = response.body()) {
      boolean bodyWanted = request == null || !request.isHead();
      String head = complete(response, request, goesOn).head();
      Body sent = bodyWanted ? body : BytesBody.EMPTY;
      Await.of(sent.send(StandardCharsets.ISO_8859_1.encode(head), writer, limits.response()));
      log.add(writer.peerAddress(), request, response.status(), sent.length());
    }
    return Coroutine.done();
  }

  private static Response complete(Response response, Request request, boolean goesOn) {
    response.with("Date", HttpDate.now());
    if (!goesOn) {
      response.with("Connection", "close");
    } else if (request.minorVersion() == 0) {
      response.with("Connection", "keep-alive");
    }
    return response;
  }

  /**
   * Lets the client hear the last response before the connection is closed: to close it while the
   * client still sends would reset it, and the client's system would drop what it has not read (RFC
   * 9112, section 9.6).
   */
  @Async
  private Coroutine<Void> lingerUntilHeard() throws IOException {
    writer.writeEof();
    Await.of(
        Weft.timeout(
            limits.farewell(),
            limit -> {
              while (Await.of(reader.read(limits.line())).length > 0) {
                // what it still sends is of no interest
              }
              return Coroutine.done();
            }));
    return Coroutine.done();
  }
}
