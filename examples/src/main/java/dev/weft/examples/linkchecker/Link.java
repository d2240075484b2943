package dev.weft.examples.linkchecker;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.regex.Pattern;

/**
 * A link as its page spells it.
 *
 * @param line the line of the page's source that it stands on, from 1
 * @param href the address, possibly relative, not yet resolved
 */
record Link(int line, String href) {

  private static final Pattern SCHEME = Pattern.compile("\\s*[a-z][a-z0-9+.-]*:", CASE_INSENSITIVE);
  private static final Pattern HTTP = Pattern.compile("\\s*https?:", CASE_INSENSITIVE);

  /** Whether a server can be asked for it: {@code mailto:}, {@code data:} and the like are not. */
  boolean isCheckable() {
    return HTTP.matcher(href).lookingAt() || !SCHEME.matcher(href).lookingAt();
  }
}
