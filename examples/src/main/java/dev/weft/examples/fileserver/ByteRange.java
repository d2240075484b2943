package dev.weft.examples.fileserver;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, or all of it (RFC 9110, section 14).
 *
 * @param first the offset of its first byte
 * @param length how many bytes; 0 only for all of an empty file
 */
record ByteRange(long first, long length) {

  private static final Pattern RANGE =
      Pattern.compile("bytes[ \t]*=[ \t]*([0-9]{0,18})-([0-9]{0,18})", Pattern.CASE_INSENSITIVE);

  /**
   * The part that a {@code Range} header asks for.
   *
   * @param size of the file
   * @return none if all of the file is to be sent: the header is malformed, or asks for several
   * @throws HttpException if the file has no such part
   */
  static Optional<ByteRange> parse(String header, long size) throws HttpException {
    Matcher parts = RANGE.matcher(header);
    if (!parts.matches() || parts.group(1).isEmpty() && parts.group(2).isEmpty()) {
      return Optional.empty();
    }
    long first;
    long last = size - 1;
    if (parts.group(1).isEmpty()) { // the last ones
      first = Math.max(0, size - Long.parseLong(parts.group(2)));
    } else {
      first = Long.parseLong(parts.group(1));
      if (!parts.group(2).isEmpty()) {
        long named = Long.parseLong(parts.group(2));
        if (named < first) {
          return Optional.empty();
        }
        last = Math.min(last, named);
      }
    }
    if (first > last) {
      throw new HttpException(
          Status.RANGE_NOT_SATISFIABLE, "The file has only " + size + " bytes.");
    }
    return Optional.of(new ByteRange(first, last - first + 1));
  }

  /** As the header {@code Content-Range} says it. */
  String of(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
