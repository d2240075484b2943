package dev.weft.internal.task;

import dev.weft.Task;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop that are not done, oldest first. It is what keeps them from being collected.
 *
 * <p>A list through the tasks themselves, which costs two references per task and no allocation.
 * The loop's thread only.
 */
final class TaskList {

  private @Nullable LoopTask<?> oldest;
  private @Nullable LoopTask<?> newest;

  void add(LoopTask<?> task) {
    task.older = newest;
    if (newest == null) {
      oldest = task;
    } else {
      newest.newer = task;
    }
    newest = task;
  }

  void remove(LoopTask<?> task) {
    if (task.older == null) {
      oldest = task.newer;
    } else {
      task.older.newer = task.newer;
    }
    if (task.newer == null) {
      newest = task.older;
    } else {
      task.newer.older = task.older;
    }
    task.older = null;
    task.newer = null;
  }

  /** Those in the list; for another thread's dump, while the list changes, some of them. */
  Set<Task<?>> snapshot() {
    Set<Task<?>> all = new LinkedHashSet<>();
    LoopTask<?> task = oldest;
    while (task != null && all.add(task)) {
      task = task.newer;
    }
    return all;
  }
}
