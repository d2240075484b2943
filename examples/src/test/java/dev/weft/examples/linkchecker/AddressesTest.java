package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  private static final URI BASE = URI.create("http://host:80/a/page.html?q=1#here");

  @ParameterizedTest
  @CsvSource({
    "other.html,            http://host:80/a/other.html",
    "/other.html,           http://host:80/other.html",
    "../other.html,         http://host:80/other.html",
    "../../../other.html,   http://host:80/other.html",
    "./b/../other.html,     http://host:80/a/other.html",
    "#there,                http://host:80/a/page.html?q=1#there",
    "?q=2,                  http://host:80/a/page.html?q=2",
    "'',                    http://host:80/a/page.html?q=1",
    "' other.html ',        http://host:80/a/other.html",
    "my page.html,          http://host:80/a/my%20page.html",
    "my%20page.html,        http://host:80/a/my%20page.html",
    "mär\uD83D\uDE00.html,  http://host:80/a/m%C3%A4r%F0%9F%98%80.html",
    "//elsewhere/x,         http://elsewhere/x",
    "https://elsewhere,     https://elsewhere/",
  })
  void resolve_meansWhatABrowserMeans(String href, String expected) {
    assertEquals(expected, Addresses.resolve(BASE, href).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[half/", "100%.html", "http://", "http:///path", "http://ho_st/"})
  void resolve_ofWhatIsNoAddress_isEmpty(String href) {
    assertEquals(Optional.empty(), Addresses.resolve(BASE, href));
  }

  @Test
  void http_escapesThePath() {
    assertEquals(
        "http://host:80/%C3%BC%20ber%25.md", Addresses.http("host:80", "/ü ber%.md").toString());
  }

  @Test
  void withoutFragment_keepsTheRest() {
    assertEquals("http://host:80/a/page.html?q=1", Addresses.withoutFragment(BASE).toString());
  }
}
