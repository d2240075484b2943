package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Duration INTERVAL = Duration.ofMillis(1);

  private final Tally tally = new Tally();
  private final StringWriter out = new StringWriter();

  @Test
  void progress_isShownUntilItIsCancelled() {
    tally.visitStarted();
    tally.visitStarted();
    tally.visitEnded();

    Weft.run(showUntilSomethingIsOut());

    assertEquals("... 1 visited, 1 under way", out.toString().lines().findFirst().get());
  }

  @Async
  private Coroutine<Void> showUntilSomethingIsOut() {
    Task<?> progress = Weft.createTask(new Progress(tally, new PrintWriter(out), INTERVAL).show());
    while (out.toString().isEmpty()) {
      Await.of(Weft.sleep(INTERVAL));
    }
    progress.cancel();
    return Coroutine.done();
  }
}
