package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future of the results of several others.
 *
 * @param <T> the type of the children's results
 * @param <R> what is collected of each child
 */
public final class Gathering<T extends @Nullable Object, R extends @Nullable Object>
    extends LoopFuture<List<R>> {

  private final List<AsyncFuture<T>> children;
  private final Function<? super AsyncFuture<T>, ? extends R> collector;
  private final boolean failFast;
  private int pending;
  private boolean cancelRequested;
  private @Nullable String cancelMessage;

  private Gathering(
      TaskLoop loop,
      List<AsyncFuture<T>> children,
      Function<? super AsyncFuture<T>, ? extends R> collector,
      boolean failFast) {
    super(loop);
    this.children = children;
    this.collector = collector;
    this.failFast = failFast;
  }

  /** The results, or the first failure. */
  public static <T extends @Nullable Object> AsyncFuture<List<T>> gather(
      TaskLoop loop, List<? extends Awaitable<? extends T>> awaitables) {
    return start(new Gathering<T, T>(loop, futures(loop, awaitables), AsyncFuture::result, true));
  }

  /** One future per awaitable; equal awaitables share one. */
  @SuppressWarnings("unchecked") // a future of a subtype is only read
  private static <T extends @Nullable Object> List<AsyncFuture<T>> futures(
      TaskLoop loop, List<? extends Awaitable<? extends T>> awaitables) {
    Map<Awaitable<?>, AsyncFuture<T>> byAwaitable = new IdentityHashMap<>();
    List<AsyncFuture<T>> futures = new ArrayList<>(awaitables.size());
    for (Awaitable<? extends T> awaitable : awaitables) {
      futures.add(
          byAwaitable.computeIfAbsent(
              awaitable, a -> (AsyncFuture<T>) loop.ensureFuture(awaitable)));
    }
    return futures;
  }

  private static <T extends @Nullable Object, R extends @Nullable Object>
      AsyncFuture<List<R>> start(Gathering<T, R> gathering) {
    gathering.pending = gathering.children.size();
    if (gathering.pending == 0) {
      gathering.complete(List.of());
    }
    for (AsyncFuture<T> child : gathering.children) {
      child.addDoneCallback(gathering::childDone);
    }
    return gathering;
  }

  private void childDone(AsyncFuture<T> child) {
    pending--;
    Throwable failure = failFast || isDone() ? failureOf(child) : null;
    if (isDone()) {
      return;
    }
    if (failure != null) {
      fail(failure); // a child's cancellation too: the whole is not itself cancelled by it
    } else if (pending == 0) {
      finish();
    }
  }

  /** What a future that is done has failed with, a cancellation included, or null. */
  static @Nullable Throwable failureOf(AsyncFuture<?> done) {
    try {
      return done.exception();
    } catch (CancelledError cancelled) {
      return cancelled;
    }
  }

  private void finish() {
    List<R> results = new ArrayList<>(children.size());
    children.forEach(child -> results.add(collector.apply(child)));
    if (cancelRequested) {
      fail(new CancelledError(cancelMessage));
    } else {
      complete(Collections.unmodifiableList(results));
    }
  }

  /** Requests that the children be cancelled. Returns false if all of them were done. */
  @Override
  public boolean cancel(@Nullable String message) {
    markSeen();
    if (isDone()) {
      return false;
    }
    boolean any = false;
    for (AsyncFuture<T> child : children) {
      any |= child.cancel(message);
    }
    if (any) {
      cancelRequested = true;
      cancelMessage = message;
    }
    return any;
  }

  @Override
  public String toString() {
    return "<Gathering of " + children.size() + " " + describeState() + ">";
  }
}
