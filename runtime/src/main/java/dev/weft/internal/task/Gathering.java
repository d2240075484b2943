package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future of what several others, its children, have come to.
 *
 * @param <T> the type of the children's results
 * @param <R> the type of what is made of them
 */
public final class Gathering<T extends @Nullable Object, R extends @Nullable Object>
    extends LoopFuture<R> {

  private final List<AsyncFuture<T>> children;
  private final boolean failFast;
  private final Function<? super List<AsyncFuture<T>>, ? extends R> finisher;
  private int pending;
  private @Nullable CancelledError requested;

  private Gathering(
      TaskLoop loop,
      List<AsyncFuture<T>> children,
      boolean failFast,
      Function<? super List<AsyncFuture<T>>, ? extends R> finisher) {
    super(loop);
    this.children = children;
    this.failFast = failFast;
    this.finisher = finisher;
    this.pending = children.size();
  }

  /** The results, or the first failure. */
  public static <T extends @Nullable Object> AsyncFuture<List<T>> results(
      TaskLoop loop, List<? extends Awaitable<? extends T>> awaitables) {
    return combined(loop, awaitables, results -> results);
  }

  /** What {@code combiner} makes of the results, or the first failure. */
  public static <T extends @Nullable Object, R extends @Nullable Object> AsyncFuture<R> combined(
      TaskLoop loop,
      List<? extends Awaitable<? extends T>> awaitables,
      Function<? super List<T>, ? extends R> combiner) {
    List<AsyncFuture<T>> children = futures(loop, awaitables);
    return new Gathering<T, R>(
            loop, children, true, done -> combiner.apply(map(done, AsyncFuture::result)))
        .start();
  }

  /** What has become of each. */
  public static <T extends @Nullable Object> AsyncFuture<List<Outcome<T>>> outcomes(
      TaskLoop loop, List<? extends Awaitable<? extends T>> awaitables) {
    List<AsyncFuture<T>> children = futures(loop, awaitables);
    return new Gathering<T, List<Outcome<T>>>(loop, children, false, done -> map(done, Outcome::of))
        .start();
  }

  /** One future per awaitable; the same awaitable has the same future. */
  @SuppressWarnings("unchecked") // a future of a subtype is only read
  private static <T extends @Nullable Object> List<AsyncFuture<T>> futures(
      TaskLoop loop, List<? extends Awaitable<? extends T>> awaitables) {
    Map<Awaitable<?>, AsyncFuture<T>> futures = new IdentityHashMap<>();
    return map(
        awaitables,
        awaitable ->
            futures.computeIfAbsent(awaitable, a -> (AsyncFuture<T>) loop.ensureFuture(awaitable)));
  }

  private static <A extends @Nullable Object, B extends @Nullable Object> List<B> map(
      List<A> list, Function<? super A, ? extends B> function) {
    List<B> mapped = new ArrayList<>(list.size());
    list.forEach(element -> mapped.add(function.apply(element)));
    return Collections.unmodifiableList(mapped);
  }

  private Gathering<T, R> start() {
    if (children.isEmpty()) {
      finish();
    }
    children.forEach(child -> child.addDoneCallback(this::childDone));
    return this;
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
    if (requested != null) {
      children.forEach(Gathering::failureOf); // nobody else looks at them
      fail(requested);
      return;
    }
    try {
      complete(finisher.apply(children));
    } catch (Throwable failure) {
      fail(failure);
    }
  }

  /** Requests that the children be cancelled. Returns false if all of them were done. */
  @Override
  public boolean cancel(@Nullable String message) {
    markSeen();
    if (isDone()) {
      return false;
    }
    Queue<LoopTask<?>> tasks = new ArrayDeque<>();
    boolean any = forwardCancel(message, tasks);
    tasks.forEach(task -> task.cancel(message));
    return any;
  }

  @Override
  boolean forwardCancel(@Nullable String message, Queue<LoopTask<?>> tasks) {
    boolean any = false;
    if (!isDone()) {
      for (AsyncFuture<T> child : children) {
        any |= ((LoopFuture<T>) child).forwardCancel(message, tasks);
      }
    }
    if (any) {
      requested = new CancelledError(message);
    }
    return any;
  }

  @Override
  Collection<AsyncFuture<T>> madeOf() {
    return children;
  }

  @Override
  public String toString() {
    return "<Gathering of " + children.size() + " " + describeState() + ">";
  }
}
