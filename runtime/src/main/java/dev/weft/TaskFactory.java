package dev.weft;

import dev.weft.internal.task.TaskLoop;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of a loop: see {@link EventLoop#setTaskFactory}.
 *
 * <pre>{@code
 * TaskFactory counting =
 *     new TaskFactory() {
 *       @Override
 *       public <T> Task<T> create(EventLoop loop, Coroutine<T> coroutine, Context context) {
 *         made++;
 *         return TaskFactory.standard().create(loop, coroutine, context);
 *       }
 *     };
 * loop.setTaskFactory(counting);
 * }</pre>
 */
@FunctionalInterface
public interface TaskFactory {

  /**
   * Makes a task of {@code loop} that runs {@code coroutine}. A factory of one's own delegates to
   * {@link #standard} or {@link #eager}.
   *
   * @param context the context in which the task runs; null for a copy of the current one
   */
  <T extends @Nullable Object> Task<T> create(
      EventLoop loop, Coroutine<T> coroutine, @Nullable Context context);

  /** Makes tasks that begin in the loop's next pass. */
  static TaskFactory standard() {
    return new TaskFactory() {
      @Override
      public <T extends @Nullable Object> Task<T> create(
          EventLoop loop, Coroutine<T> coroutine, @Nullable Context context) {
        return ((TaskLoop) loop).schedule(coroutine, context);
      }
    };
  }

  /**
   * Makes tasks that begin at once, inside the call that makes them, up to their first await that
   * suspends. One that is given a context of its own, or whose loop is not running yet, begins in
   * the next pass.
   */
  static TaskFactory eager() {
    return new TaskFactory() {
      @Override
      public <T extends @Nullable Object> Task<T> create(
          EventLoop loop, Coroutine<T> coroutine, @Nullable Context context) {
        TaskLoop own = (TaskLoop) loop;
        return context == null && own.isOnThread()
            ? own.startEagerly(coroutine)
            : own.schedule(coroutine, context);
      }
    };
  }
}
