package dev.weft.examples.linkchecker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.PrintWriter;
import java.time.Duration;

/** Says now and then how far a crawl is. */
final class Progress {

  private final Tally tally;
  private final PrintWriter out;
  private final Duration interval;

  Progress(Tally tally, PrintWriter out, Duration interval) {
    this.tally = tally;
    this.out = out;
    this.interval = interval;
  }

  /** Shows it until it is cancelled. */
  @Async
  Coroutine<Void> show() {
    while (true) {
      Await.of(Weft.sleep(interval));
      out.printf("... %d visited, %d under way%n", tally.visited(), tally.tasks());
      out.flush();
    }
  }
}
