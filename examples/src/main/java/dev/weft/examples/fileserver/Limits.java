package dev.weft.examples.fileserver;

import java.time.Duration;

/**
 * How much and how long a client may.
 *
 * @param line the longest line of a request, in bytes
 * @param head all lines of a request together, in characters
 * @param body the largest body of a request, in bytes; bodies are read only to be dropped
 * @param idle how long a connection stays open without a request
 * @param request how long a request may take from its first line to its end
 * @param response how long the client may take for the next piece of a response
 * @param farewell how long the client may go on sending when the server has said its last word
 */
record Limits(
    int line,
    int head,
    int body,
    Duration idle,
    Duration request,
    Duration response,
    Duration farewell) {

  static final Limits STANDARD =
      new Limits(
          8 * 1024,
          32 * 1024,
          64 * 1024,
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2));
}
