package dev.weft.examples.fileserver;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer in the making: headers are added to it. */
final class Response {

  private final Status status;
  private final Body body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  Response(Status status, Body body) {
    this.status = status;
    this.body = body;
  }

  /** The answer to a request that is refused. */
  static Response refusal(HttpException refused) {
    String text = refused.status() + "\n\n" + refused.getMessage() + "\n";
    return new Response(refused.status(), new BytesBody(text))
        .with("Content-Type", "text/plain; charset=utf-8");
  }

  Response with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Status status() {
    return status;
  }

  Body body() {
    return body;
  }

  /** Its head, to the empty line. */
  String head() {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (status != Status.NOT_MODIFIED) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }
}
