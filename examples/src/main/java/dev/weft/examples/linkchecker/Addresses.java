package dev.weft.examples.linkchecker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what pages and users spell into addresses, as leniently as browsers do. */
final class Addresses {

  /** What browsers escape by themselves and {@link URI} refuses. */
  private static final Pattern UNESCAPED = Pattern.compile("[\\s\"<>\\\\^`{|}]|[^\\p{ASCII}]");

  private static final Pattern ABOVE_ROOT = Pattern.compile("^(/\\.\\.)+(?=/|$)");

  private Addresses() {}

  /** The address of a file on a server; {@code path} is decoded and starts with a slash. */
  static URI http(String authority, String path) {
    try {
      return URI.create(new URI("http", authority, path, null, null).toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no path of a URL: " + path, e);
    }
  }

  /** Reads an absolute address; empty if it is none, even to a browser. */
  static Optional<URI> parse(String address) {
    try {
      return Optional.of(normalize(new URI(escape(address.strip()))));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The absolute address that {@code href} means on the page {@code base}; empty if none. */
  static Optional<URI> resolve(URI base, String href) {
    try {
      URI reference = new URI(escape(href.strip()));
      return Optional.of(
          normalize(keepsPath(reference) ? samePath(base, reference) : base.resolve(reference)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The address of the resource, without the place in it. */
  static URI withoutFragment(URI address) {
    String text = address.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? address : URI.create(text.substring(0, hash));
  }

  /** True for {@code ?query}, {@code #fragment} and the empty reference. */
  private static boolean keepsPath(URI reference) {
    return !reference.isAbsolute()
        && reference.getRawAuthority() == null
        && reference.getRawPath().isEmpty();
  }

  /** URI.resolve would drop the last segment of the path: it follows the old RFC 2396. */
  private static URI samePath(URI base, URI reference) throws URISyntaxException {
    String query = reference.getRawQuery() == null ? base.getRawQuery() : reference.getRawQuery();
    return assemble(base, base.getRawPath(), query, reference.getRawFragment());
  }

  /** One spelling per address, so that nothing is fetched twice. */
  private static URI normalize(URI address) throws URISyntaxException {
    if (address.getRawAuthority() == null) {
      throw new URISyntaxException(address.toString(), "an address needs a host");
    }
    String path = ABOVE_ROOT.matcher(address.normalize().getRawPath()).replaceFirst("");
    return assemble(address, path, address.getRawQuery(), address.getRawFragment());
  }

  private static URI assemble(URI origin, String path, String query, String fragment)
      throws URISyntaxException {
    URI address =
        new URI(
            origin.getScheme()
                + "://"
                + origin.getRawAuthority()
                + (path.isEmpty() ? "/" : path)
                + (query == null ? "" : "?" + query)
                + (fragment == null ? "" : "#" + fragment));
    return address.parseServerAuthority();
  }

  private static String escape(String address) {
    return UNESCAPED.matcher(address).replaceAll(c -> percentEncode(c.group()));
  }

  private static String percentEncode(String character) {
    return URLEncoder.encode(character, UTF_8).replace("+", "%20");
  }
}
