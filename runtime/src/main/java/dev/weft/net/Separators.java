package dev.weft.net;

import org.jspecify.annotations.Nullable;

/** The separators of which the first ends what is to be read. */
final class Separators {

  /** Where a separator is. */
  record Match(int start, int end) {}

  static final byte[] NEWLINE_BYTES = {'\n'};
  static final Separators NEWLINE = new Separators(NEWLINE_BYTES);

  private final byte[][] separators;
  private final int longest;

  Separators(byte[]... separators) {
    int longest = 0;
    for (byte[] separator : separators) {
      if (separator.length == 0) {
        throw new IllegalArgumentException("a separator must have a byte or more");
      }
      longest = Math.max(longest, separator.length);
    }
    if (longest == 0) {
      throw new IllegalArgumentException("there must be a separator or more");
    }
    this.separators = separators;
    this.longest = longest;
  }

  int longest() {
    return longest;
  }

  /** The separator that ends first, looked for from {@code from} on; null if there is none. */
  @Nullable Match find(ByteQueue bytes, int from) {
    Match first = null;
    for (byte[] separator : separators) {
      int start = bytes.indexOf(separator, from);
      if (start >= 0 && (first == null || start + separator.length < first.end())) {
        first = new Match(start, start + separator.length);
      }
    }
    return first;
  }
}
