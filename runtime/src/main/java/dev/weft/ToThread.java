package dev.weft;

import dev.weft.internal.task.Bracket;
import org.jspecify.annotations.Nullable;

/** {@link Weft#toThread}. */
final class ToThread<T extends @Nullable Object> extends Bracket<T> {

  private final BlockingCallable<T, ?> work;

  ToThread(BlockingCallable<T, ?> work) {
    this.work = work;
  }

  @Override
  protected Awaitable<?> open() {
    Context context = Context.copyOfCurrent();
    return EventLoop.running().runInExecutor(null, () -> context.call(work));
  }
}
