package dev.weft.internal.task;

import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.ExceptionContext;
import dev.weft.Outcome;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.Log;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The async generators of a loop that have begun and not ended. They are held strongly: one that
 * its consumer drops halfway is closed with the loop, not lost. The loop's thread only.
 */
final class OpenGenerators {

  private final TaskLoop loop;
  private final Set<AsyncGenerator<?>> open = new LinkedHashSet<>();
  private boolean shutDown;

  OpenGenerators(TaskLoop loop) {
    this.loop = loop;
  }

  void add(AsyncGenerator<?> generator) {
    open.add(generator);
    if (shutDown) {
      Log.logger()
          .log(Level.WARNING, "Async generator {0} was begun after shutdownAsyncGens()", generator);
    }
  }

  void remove(AsyncGenerator<?> generator) {
    open.remove(generator);
  }

  @Async
  Coroutine<@Nullable Void> shutDown() {
    shutDown = true;
    if (open.isEmpty()) {
      return Coroutine.done();
    }
    List<AsyncGenerator<?>> closing = List.copyOf(open);
    open.clear();
    List<Coroutine<@Nullable Void>> ends = new ArrayList<>();
    for (AsyncGenerator<?> generator : closing) {
      ends.add(generator.closeAsync());
    }
    List<Outcome<@Nullable Void>> outcomes = Await.of(Gathering.outcomes(loop, ends));
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Failure<@Nullable Void> failure) {
        report(closing.get(i), failure.exception());
      }
    }
    return Coroutine.done();
  }

  private void report(AsyncGenerator<?> generator, Throwable failure) {
    loop.callExceptionHandler(
        new ExceptionContext("Failure while an async generator was closed: " + generator, failure)
            .with("generator", generator));
  }
}
