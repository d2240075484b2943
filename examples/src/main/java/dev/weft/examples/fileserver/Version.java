package dev.weft.examples.fileserver;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which version of a file the server has, so that clients need not load what they have already (RFC
 * 9110, section 13).
 *
 * @param tag differs whenever the file was changed; with its quotation marks
 * @param modified when the file was changed, in whole seconds
 */
record Version(String tag, Instant modified) {

  static Version of(BasicFileAttributes file) {
    Instant modified = file.lastModifiedTime().toInstant();
    long nanos = modified.getEpochSecond() * 1_000_000_000 + modified.getNano();
    return new Version(
        '"' + Long.toHexString(nanos) + '-' + Long.toHexString(file.size()) + '"',
        modified.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whether the request is for other versions than this one. */
  boolean isRefusedBy(Request request) {
    return request.has("If-Match")
        ? !isListed(request.header("If-Match"))
        : date(request, "If-Unmodified-Since").map(modified::isAfter).orElse(false);
  }

  /** Whether the client has this version. */
  boolean isKnownTo(Request request) {
    return request.has("If-None-Match")
        ? isListed(request.header("If-None-Match"))
        : date(request, "If-Modified-Since").map(date -> !modified.isAfter(date)).orElse(false);
  }

  /** Whether the client may get a range, since it has other parts of this version or none. */
  boolean isPartlyKnownTo(Request request) {
    String has = request.header("If-Range");
    return has.isEmpty()
        || has.equals(tag)
        || HttpDate.parse(has).map(modified::equals).orElse(false);
  }

  private boolean isListed(String tags) {
    for (String listed : tags.split(",")) {
      String tag = listed.strip();
      if (tag.equals("*") || tag.equals(this.tag) || tag.equals("W/" + this.tag)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Instant> date(Request request, String header) {
    return request.has(header) ? HttpDate.parse(request.header(header)) : Optional.empty();
  }
}
