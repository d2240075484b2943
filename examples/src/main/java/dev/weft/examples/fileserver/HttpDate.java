package dev.weft.examples.fileserver;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Dates as HTTP writes them: {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110, section 5.6.7). */
final class HttpDate {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static volatile Stamp last = new Stamp(0, "");

  /** A second, and how it is written. */
  private record Stamp(long second, String text) {}

  private HttpDate() {}

  /** The present. Written once a second, since every response has it. */
  static String now() {
    Instant now = Instant.now();
    Stamp stamp = last;
    if (stamp.second() != now.getEpochSecond()) {
      stamp = new Stamp(now.getEpochSecond(), format(now));
      last = stamp;
    }
    return stamp.text();
  }

  static String format(Instant time) {
    return FORMAT.format(time);
  }

  /** The time of a date; none if it is in one of the obsolete formats, or no date. */
  static Optional<Instant> parse(String date) {
    try {
      return Optional.of(FORMAT.parse(date, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
