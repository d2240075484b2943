package dev.weft.examples.fileserver;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Paths of URLs: decoded, and encoded. */
final class RequestPath {

  private static final Pattern ORIGIN =
      Pattern.compile("https?://[^/?#]*", Pattern.CASE_INSENSITIVE);

  private RequestPath() {}

  /**
   * The path in the target of a request, decoded; begins with a slash.
   *
   * @throws HttpException if the target is no path and no URL, or wrongly encoded
   */
  static String of(String target) throws HttpException {
    Matcher origin = ORIGIN.matcher(target);
    boolean absolute = origin.lookingAt();
    String path = absolute ? target.substring(origin.end()) : target;
    int query = path.indexOf('?');
    if (query >= 0) {
      path = path.substring(0, query);
    }
    if (absolute && path.isEmpty()) {
      return "/";
    }
    if (!path.startsWith("/") || path.indexOf('#') >= 0) {
      throw new HttpException(Status.BAD_REQUEST, "The target is no path.");
    }
    return path.indexOf('%') < 0 ? path : decode(path);
  }

  private static String decode(String path) throws HttpException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        bytes.write(octet(path, i + 1));
        i += 2;
      } else {
        bytes.write(c); // ASCII: RequestParser lets nothing else through
      }
    }
    try {
      ByteBuffer encoded = ByteBuffer.wrap(bytes.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
    } catch (CharacterCodingException e) {
      throw new HttpException(Status.BAD_REQUEST, "The path is no UTF-8.");
    }
  }

  private static int octet(String path, int start) throws HttpException {
    boolean complete = start + 2 <= path.length();
    int high = complete ? Character.digit(path.charAt(start), 16) : -1;
    int low = complete ? Character.digit(path.charAt(start + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw new HttpException(Status.BAD_REQUEST, "A '%' in the path is followed by no number.");
    }
    return high << 4 | low;
  }

  /** A path as it stands in a URL. */
  static String encode(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
