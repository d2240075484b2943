package dev.weft.examples.linkchecker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.PrintStream;
import java.time.Duration;

/** Says now and then how far a crawl is. */
final class Progress {

  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final Tally tally;
  private final PrintStream out;

  Progress(Tally tally, PrintStream out) {
    this.tally = tally;
    this.out = out;
  }

  /** Reports until it is cancelled. */
  @Async
  Coroutine<Void> show() {
    while (true) {
      Await.of(Weft.sleep(INTERVAL));
      out.println(
          "... " + tally.visited() + " addresses visited, " + tally.inFlight() + " under way");
    }
  }
}
