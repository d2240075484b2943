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

  /** So early that it starts no processor, and nobody can add a remedy. */
  @Test
  void constructorAndClass_areRefusedByJavac() {
    String message = "error: annotation type not applicable to this kind of declaration";
    assertEquals(
        List.of("3:1: " + message, "4:1: " + message),
        findings("@Async T() {}", "@Async static class In {}").stream()
            .map(finding -> finding.replace("annotation interface", "annotation type"))
            .toList());
  }

  @Test
  void abstractMethod_isANoOp() {
    assertNoFindings(
        "@Async abstract Coroutine<Void> m();", "interface I { @Async Coroutine<Void> m(); }");
  }
}
