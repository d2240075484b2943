package dev.weft.examples.fileserver;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a request of its lines, by RFC 9112, and refuses what is none or cannot be served. */
final class RequestParser {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(" + TOKEN + ") ([!-~]+) HTTP/([0-9])\\.([0-9])");
  private static final Pattern HEADER =
      Pattern.compile("(" + TOKEN + "):[ \t]*+([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)");

  private final String method;
  private final String target;
  private final int minorVersion;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** A request that begins with {@code firstLine}. */
  RequestParser(String firstLine) throws HttpException {
    Matcher parts = REQUEST_LINE.matcher(firstLine);
    if (!parts.matches()) {
      throw new HttpException(Status.BAD_REQUEST, "The first line is no request line.");
    }
    if (!parts.group(3).equals("1")) {
      throw new HttpException(Status.VERSION_NOT_SUPPORTED, "This server speaks HTTP/1.1.");
    }
    this.method = parts.group(1);
    this.target = parts.group(2);
    this.minorVersion = parts.group(4).equals("0") ? 0 : 1; // later ones must be understood as 1
  }

  /** Adds a line with a header. */
  void add(String line) throws HttpException {
    Matcher parts = HEADER.matcher(line);
    if (!parts.matches()) {
      throw new HttpException(Status.BAD_REQUEST, "A line is no header.");
    }
    String value = parts.group(2).stripTrailing();
    headers.merge(parts.group(1), value, (first, next) -> first + ", " + next);
  }

  /** The request of all lines. */
  Request request() throws HttpException {
    boolean hostNeeded = minorVersion > 0;
    String host = headers.get("Host");
    if (host == null ? hostNeeded : host.indexOf(',') >= 0) {
      throw new HttpException(Status.BAD_REQUEST, "A request has one Host header.");
    }
    return new Request(method, target, minorVersion, headers);
  }
}
