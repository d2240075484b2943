package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncOnWrongMethodTest extends CheckTest {

  @Test
  void nativeMethod_isRefused() {
    assertEquals(
        List.of(
            "3:31: error: [AsyncNative] @Async on a native method: there is no Java body to weave."
                + " Remove @Async, and call the native method through Weft.toThread if it blocks."),
        findings("@Async native Coroutine<Void> m();"));
  }

  @Test
  void constructor_isRefusedByJavac() {
    assertEquals(
        List.of("3:1: error: annotation type not applicable to this kind of declaration"),
        findings("@Async T() {}").stream()
            .map(finding -> finding.replace("annotation interface", "annotation type"))
            .toList());
  }

  @Test
  void abstractMethod_isANoOp() {
    assertNoFindings(
        "@Async abstract Coroutine<Void> m();", "interface I { @Async Coroutine<Void> m(); }");
  }
}
