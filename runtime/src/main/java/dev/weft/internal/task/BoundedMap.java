package dev.weft.internal.task;

import dev.weft.AsyncFunction;
import dev.weft.AsyncFuture;
import dev.weft.CancelledError;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The results of a function for many inputs, of which a few are worked on at a time. */
public final class BoundedMap<A extends @Nullable Object, R extends @Nullable Object>
    extends LoopFuture<List<R>> {

  /*
   * Overview.
   *
   * One task per input that is being worked on; each that ends makes room for the next input. Once
   * there is a failure, of a task, of the inputs, or a cancellation, nothing more begins and what
   * runs is cancelled. The whole is done when nothing runs and nothing more will begin.
   */

  private final Iterator<? extends A> inputs;
  private final int limit;
  private final AsyncFunction<? super A, R, ?> body;
  private final List<@Nullable R> results = new ArrayList<>();
  private final Set<Task<R>> running = new LinkedHashSet<>();
  private @Nullable Throwable failure;

  private BoundedMap(
      TaskLoop loop, Iterator<? extends A> inputs, int limit, AsyncFunction<? super A, R, ?> body) {
    super(loop);
    this.inputs = inputs;
    this.limit = limit;
    this.body = body;
  }

  /** Begins with the first inputs. */
  public static <A extends @Nullable Object, R extends @Nullable Object> AsyncFuture<List<R>> start(
      Iterable<? extends A> inputs, int limit, AsyncFunction<? super A, R, ?> body) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit + " lets nothing run: 1 or more");
    }
    BoundedMap<A, R> map = new BoundedMap<>(TaskLoop.running(), inputs.iterator(), limit, body);
    map.fill();
    return map;
  }

  private void fill() {
    try {
      while (failure == null && running.size() < limit && inputs.hasNext()) {
        begin(inputs.next());
      }
    } catch (Throwable brokenInputs) { // a fatal one ends the loop through the task that awaits
      failed(brokenInputs);
    }
    if (running.isEmpty()) {
      finish();
    }
  }

  private void begin(A input) {
    int index = results.size();
    results.add(null);
    Task<R> task = loop.createTask(() -> body.apply(input));
    running.add(task);
    task.addDoneCallback(done -> ended(index, done));
  }

  private void ended(int index, AsyncFuture<R> task) {
    running.remove(task);
    Throwable thrown = Gathering.failureOf(task);
    if (thrown == null) {
      results.set(index, task.result());
    } else {
      failed(thrown);
    }
    fill();
  }

  private void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
      List.copyOf(running).forEach(Task::cancel);
    } else if (!(thrown instanceof CancelledError) && thrown != failure) {
      failure.addSuppressed(thrown);
    }
  }

  private void finish() {
    if (failure == null) {
      complete(Collections.unmodifiableList(results));
    } else {
      fail(failure);
    }
  }

  @Override
  public boolean cancel(@Nullable String message) {
    markSeen();
    if (isDone()) {
      return false;
    }
    CancelledError cancelled = new CancelledError(message);
    if (failure == null) {
      failed(cancelled);
    } else if (!(failure instanceof CancelledError)) { // who is cancelled must not see a failure
      cancelled.addSuppressed(failure);
      failure = cancelled;
    }
    return true;
  }

  @Override
  Collection<Task<R>> madeOf() {
    return running;
  }
}
