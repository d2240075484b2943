package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitMethodReferenceTest extends CheckTest {

  @Test
  void methodReference_isRefused() {
    assertEquals(
        List.of(
            "4:45: error: [AwaitMethodReference] await as a method reference: whoever calls it is"
                + " not async and cannot be suspended. Await in a loop, or pass all of them to"
                + " Weft.gather and await that."),
        findings(
            "List<Integer> m(List<Coroutine<Integer>> l) {",
            "  Function<Coroutine<Integer>, Integer> f = Await::of;",
            "  return l.stream().map(f).toList();",
            "}"));
  }

  @Test
  void yieldReference_isRefused() {
    assertEquals(
        List.of(
            "3:25: error: [AwaitMethodReference] yield as a method reference: whoever calls it is"
                + " not async and cannot be suspended. Yield in a loop."),
        findings("Consumer<String> sink = Yield::of;"));
  }
}
