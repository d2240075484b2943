package dev.weft;

import dev.weft.internal.task.Bracket;
import dev.weft.internal.task.TaskLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@link Weft#waitFor}. */
final class WaitFor<T extends @Nullable Object> extends Bracket<T> {

  private final Awaitable<T> awaitable;
  private final @Nullable Duration limit;
  private @Nullable AsyncFuture<T> overdue; // cancelled before it could begin

  WaitFor(Awaitable<T> awaitable, @Nullable Duration limit) {
    this.awaitable = awaitable;
    this.limit = limit;
  }

  @Override
  protected Awaitable<?> open() {
    if (limit == null) {
      return awaitable;
    }
    if (limit.isZero() || limit.isNegative()) {
      return openOverdue();
    }
    return new TimeoutScope<T>(Timeout.after(limit), timeout -> awaitable);
  }

  private Awaitable<?> openOverdue() {
    TaskLoop loop = TaskLoop.running();
    AsyncFuture<T> future = loop.ensureFuture(awaitable);
    if (future.isDone()) {
      return future;
    }
    future.cancel();
    overdue = future;
    AsyncFuture<@Nullable Void> ended = loop.createFuture();
    future.addDoneCallback(
        done -> {
          if (!ended.isDone()) {
            ended.setResult(null);
          }
        });
    return ended;
  }

  @Override
  protected @Nullable Object close(@Nullable Object result) throws TimeoutException {
    if (overdue == null) {
      return result;
    }
    try {
      return overdue.result();
    } catch (CancelledError cancelled) {
      throw new TimeoutException("the time limit was over at the start", cancelled);
    }
  }
}
