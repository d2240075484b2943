import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.AsyncTestExtension;
import dev.weft.testing.TestLoop;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(AsyncTestExtension.class)
class RetryingTest {

  private int calls;

  private Coroutine<String> failing(int times) throws IOException {
    if (++calls <= times) {
      throw new IOException("call " + calls);
    }
    return Coroutine.of("answer");
  }

  @AsyncTest
  void retry_waitsLongerEachTime(TestLoop loop) throws Exception {
    String answer = loop.run(() -> Retrying.retry(4, () -> failing(3)));
    assertEquals("answer", answer);
    assertEquals(Duration.ofSeconds(1 + 2 + 4), loop.time());
  }

  @AsyncTest(seeds = 5)
  void retry_givesUp(TestLoop loop) {
    var failure =
        assertThrows(
            IOException.class, () -> loop.run(() -> Retrying.retry(2, () -> failing(3))));
    assertEquals("call 2", failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void retry_triesAgain(int failures, TestLoop loop) throws Exception {
    loop.run(() -> Retrying.retry(failures + 1, () -> failing(failures)));
    assertEquals(failures + 1, calls);
  }

  @AfterEach
  void nothingIsLeft(TestLoop loop) {
    assertEquals(0, loop.eventLoop().allTasks().size());
  }

  @Test
  void junit_isTheVersionAskedFor() {
    assertEquals(
        System.getProperty("junit.version"), Test.class.getPackage().getImplementationVersion());
  }
}
