package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.annotations.Async;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WeftTest {

  @Async
  private static Coroutine<String> greet(String name) {
    for (int i = 0; i < 3; i++) {
      Await.of(Weft.sleep(Duration.ofMillis(1)));
    }
    return Coroutine.of("hello " + name);
  }

  @Test
  void run_givesTheResult() {
    assertEquals("hello you", Weft.run(greet("you")));
    assertEquals("hello me", Weft.run(() -> Coroutine.of(Await.of(greet("me")))));
  }
}
