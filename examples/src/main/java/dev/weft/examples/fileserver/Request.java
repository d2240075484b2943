package dev.weft.examples.fileserver;

import java.util.Map;

/**
 * The head of a request.
 *
 * @param method {@code GET}, say
 * @param target what it is for, as it came: a path with or without a query, or a URL
 * @param minorVersion 0 for HTTP/1.0, 1 for HTTP/1.1
 * @param headers values by name, in whatever case; those of one name with commas between them
 */
record Request(String method, String target, int minorVersion, Map<String, String> headers) {

  /** The value of a header, or an empty text. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean has(String header) {
    return headers.containsKey(header);
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether the client would like to send another request over this connection. */
  boolean keepsAlive() {
    return minorVersion == 0 ? hasOption("keep-alive") : !hasOption("close");
  }

  private boolean hasOption(String option) {
    for (String named : header("Connection").split(",")) {
      if (named.strip().equalsIgnoreCase(option)) {
        return true;
      }
    }
    return false;
  }

  /** Its first line, for the log. */
  @Override
  public String toString() {
    return method + " " + target + " HTTP/1." + minorVersion;
  }
}
