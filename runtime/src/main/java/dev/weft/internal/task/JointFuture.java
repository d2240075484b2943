package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A future that somebody completes because of others, which a dump shows behind it. */
final class JointFuture<T extends @Nullable Object> extends LoopFuture<T> {

  private final Collection<? extends AsyncFuture<?>> others;

  JointFuture(TaskLoop loop, Collection<? extends AsyncFuture<?>> others) {
    super(loop);
    this.others = others;
  }

  @Override
  Collection<? extends AsyncFuture<?>> madeOf() {
    return others;
  }
}
