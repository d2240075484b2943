package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.internal.loop.Failures;
import dev.weft.internal.task.TaskLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Weft#asCompleted}: futures in the order in which they are done. */
final class Completions<T extends @Nullable Object> {

  /*
   * Overview.
   *
   * done holds what is done and was not given out; waiting holds those who wait for more. Whoever
   * is woken looks again, since somebody who did not have to wait may have been faster; whoever is
   * cancelled passes a wake-up that it has got on to the next.
   */

  private final Deque<AsyncFuture<? extends T>> done = new ArrayDeque<>();
  private final Deque<AsyncFuture<@Nullable Void>> waiting = new ArrayDeque<>();
  private boolean expired;
  private int pending;

  private Completions(int pending) {
    this.pending = pending;
  }

  static <T extends @Nullable Object> Iterable<Coroutine<T>> of(
      Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration limit) {
    TaskLoop loop = TaskLoop.running();
    Set<AsyncFuture<? extends T>> futures = new LinkedHashSet<>();
    new LinkedHashSet<>(awaitables).forEach(awaitable -> futures.add(loop.ensureFuture(awaitable)));
    Completions<T> completions = new Completions<>(futures.size());
    List<Coroutine<T>> all = new ArrayList<>();
    Handle timer = limit == null ? null : loop.callLater(limit, completions::expire);
    for (AsyncFuture<? extends T> future : futures) {
      future.addDoneCallback(finished -> completions.add(finished, timer));
      all.add(completions.next());
    }
    return all;
  }

  private void add(AsyncFuture<? extends T> finished, @Nullable Handle timer) {
    if (expired) {
      return;
    }
    done.add(finished);
    if (--pending == 0 && timer != null) {
      timer.cancel();
    }
    wakeOne();
  }

  private void expire() {
    expired = true;
    while (!waiting.isEmpty()) {
      wakeOne();
    }
  }

  private void wakeOne() {
    AsyncFuture<@Nullable Void> first = waiting.poll();
    if (first != null && !first.isDone()) {
      first.setResult(null);
    }
  }

  /** The next that is done. A {@link TimeoutException} is undeclared, like any child's failure. */
  @Async
  private Coroutine<T> next() {
    while (done.isEmpty() && !expired) {
      Await.of(change());
    }
    if (done.isEmpty()) {
      throw Failures.<RuntimeException>sneak(
          new TimeoutException("the time was over before the next was done"));
    }
    return Coroutine.of(done.remove().result());
  }

  @Async
  private Coroutine<@Nullable Void> change() {
    AsyncFuture<@Nullable Void> change = EventLoop.running().createFuture();
    waiting.add(change);
    try {
      Await.of(change);
    } catch (CancelledError cancelled) {
      if (!waiting.remove(change)) {
        wakeOne();
      }
      throw cancelled;
    }
    return Coroutine.done();
  }
}
