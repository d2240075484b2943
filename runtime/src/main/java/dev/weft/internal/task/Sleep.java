package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Handle;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code Weft.sleep}. */
public final class Sleep<T extends @Nullable Object> extends Bracket<T> {

  private final Duration delay;
  private final T result;
  private @Nullable Handle timer;

  private Sleep(Duration delay, T result) {
    this.delay = delay;
    this.result = result;
  }

  /** Sleeps, or, when there is nothing to sleep, yields for one pass. */
  public static <T extends @Nullable Object> Coroutine<T> of(Duration delay, T result) {
    return delay.isZero() || delay.isNegative() ? new Yield<>(result) : new Sleep<>(delay, result);
  }

  @Override
  protected Awaitable<?> open() {
    EventLoop loop = EventLoop.running();
    AsyncFuture<@Nullable Void> elapsed = loop.createFuture();
    timer = loop.callLater(delay, () -> wake(elapsed));
    return elapsed;
  }

  private static void wake(AsyncFuture<@Nullable Void> elapsed) {
    if (!elapsed.isDone()) {
      elapsed.setResult(null);
    }
  }

  @Override
  protected @Nullable Object close(@Nullable Object ignored) {
    return result;
  }

  @Override
  protected Throwable closeFailed(Throwable failure) {
    if (timer != null) {
      timer.cancel();
    }
    return failure;
  }

  /** A sleep of no length. */
  private static final class Yield<T extends @Nullable Object> extends CoroutineFrame<T> {

    private static final int YIELDED = -1;

    private final T result;

    Yield(T result) {
      this.result = result;
    }

    @Override
    protected @Nullable Object step(Driver driver, int depth) throws Throwable {
      if (state == YIELDED) {
        driver.result();
        return result;
      }
      driver.requireLoop();
      driver.suspend(Driver.YIELD);
      driver.link(this, YIELDED);
      return null;
    }
  }
}
