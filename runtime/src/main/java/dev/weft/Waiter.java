package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.internal.task.TaskLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for several futures: {@link Weft#waitAll}, {@link Weft#race}, {@link Weft#select}. */
final class Waiter {

  private final AsyncFuture<@Nullable Void> enough;
  private final When when;
  private int pending;

  private Waiter(Set<? extends AsyncFuture<?>> futures, When when) {
    this.enough = TaskLoop.running().createFuture(futures);
    this.pending = futures.size();
    this.when = when;
  }

  @Async
  static <F extends AsyncFuture<?>> Coroutine<Waited<F>> waitAll(
      Set<F> futures, When when, @Nullable Duration limit) {
    if (futures.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to wait for: give one future or more");
    }
    futures.forEach(TaskLoop.running()::requireOwn);
    Waiter waiter = new Waiter(futures, when);
    Consumer<AsyncFuture<?>> callback = waiter::futureDone;
    Handle timer = limit == null ? null : EventLoop.running().callLater(limit, waiter::release);
    futures.forEach(future -> future.addDoneCallback(callback));
    try {
      Await.of(waiter.enough);
    } finally {
      if (timer != null) {
        timer.cancel();
      }
      futures.forEach(future -> future.removeDoneCallback(callback));
    }
    return Coroutine.of(split(futures));
  }

  private void futureDone(AsyncFuture<?> future) {
    pending--;
    if (pending == 0
        || when == When.FIRST_COMPLETED
        || (when == When.FIRST_EXCEPTION && !future.isCancelled() && future.exception() != null)) {
      release();
    }
  }

  private void release() {
    if (!enough.isDone()) {
      enough.setResult(null);
    }
  }

  private static <F extends AsyncFuture<?>> Waited<F> split(Set<F> futures) {
    Set<F> done = new LinkedHashSet<>();
    Set<F> pending = new LinkedHashSet<>();
    futures.forEach(future -> (future.isDone() ? done : pending).add(future));
    return new Waited<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
  }

  @Async
  static <T extends @Nullable Object> Coroutine<T> race(
      List<? extends Awaitable<? extends T>> awaitables) {
    TaskLoop loop = TaskLoop.running();
    List<AsyncFuture<? extends T>> racers = new ArrayList<>();
    awaitables.forEach(awaitable -> racers.add(loop.ensureFuture(awaitable)));
    try {
      Set<AsyncFuture<? extends T>> contest = new LinkedHashSet<>(racers);
      Waited<AsyncFuture<? extends T>> waited =
          Await.of(waitAll(contest, When.FIRST_COMPLETED, null));
      return Coroutine.of(waited.done().iterator().next().result());
    } finally {
      Await.of(endAll(racers));
    }
  }

  @Async
  static <T extends @Nullable Object> Coroutine<Selected<T>> select(
      List<? extends Awaitable<? extends T>> awaitables) {
    TaskLoop loop = TaskLoop.running();
    List<AsyncFuture<? extends T>> futures = new ArrayList<>();
    List<AsyncFuture<? extends T>> ownTasks = new ArrayList<>();
    for (Awaitable<? extends T> awaitable : awaitables) {
      AsyncFuture<? extends T> future = loop.ensureFuture(awaitable);
      futures.add(future);
      if (future != awaitable) {
        ownTasks.add(future);
      }
    }
    try {
      Await.of(waitAll(new LinkedHashSet<>(futures), When.FIRST_COMPLETED, null));
    } catch (CancelledError cancelled) {
      Await.of(endAll(ownTasks)); // nobody else knows them
      throw cancelled;
    }
    return Coroutine.of(new Selected<>(firstDone(futures), futures));
  }

  private static int firstDone(List<? extends AsyncFuture<?>> futures) {
    int i = 0;
    while (!futures.get(i).isDone()) {
      i++;
    }
    return i;
  }

  /** Cancels what is not done, waits for its end, and looks at what has become of it. */
  @Async
  static <T extends @Nullable Object> Coroutine<@Nullable Void> endAll(
      List<? extends AsyncFuture<? extends T>> racers) {
    racers.forEach(AsyncFuture::cancel);
    Await.of(Weft.settle(racers));
    return Coroutine.done();
  }
}
