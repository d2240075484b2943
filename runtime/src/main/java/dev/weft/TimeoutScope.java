package dev.weft;

import dev.weft.internal.task.Bracket;
import org.jspecify.annotations.Nullable;

/** {@link Weft#timeout}. */
final class TimeoutScope<T extends @Nullable Object> extends Bracket<T> {

  /** Makes what the limit is for. */
  interface Body<T extends @Nullable Object> {
    Awaitable<T> begin(Timeout timeout) throws Exception;
  }

  private final Timeout timeout;
  private final Body<T> body;

  TimeoutScope(Timeout timeout, Body<T> body) {
    this.timeout = timeout;
    this.body = body;
  }

  @Override
  protected Awaitable<?> open() throws Exception {
    timeout.enter();
    return body.begin(timeout);
  }

  @Override
  protected @Nullable Object close(@Nullable Object result) {
    timeout.exit();
    return result;
  }

  @Override
  protected Throwable closeFailed(Throwable failure) {
    boolean ours = timeout.exit();
    return ours && failure instanceof CancelledError
        ? new TimeoutException("the time limit ran out", failure)
        : failure;
  }
}
