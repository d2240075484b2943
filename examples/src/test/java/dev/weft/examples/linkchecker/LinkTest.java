package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"page.html", "#top", "", "http://x/", "HTTPS://x/", "//x/", "a/b:c", "?x:y"})
  void isCheckable_ifAServerCanBeAsked(String href) {
    assertTrue(new Link(1, href).isCheckable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailto:a@b", "javascript:f()", " data:image/png;base64,AA", "tel:+1"})
  void isCheckable_isFalseForOtherSchemes(String href) {
    assertFalse(new Link(1, href).isCheckable());
  }
}
