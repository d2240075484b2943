package dev.weft.internal.task;

import dev.weft.AsyncFuture;
import dev.weft.Task;
import dev.weft.linkage.CoroutineFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop as text: a tree, with those that a task waits for, or whose group it runs,
 * below it.
 */
final class TaskDump {

  private static final String INDENT = "    ";

  private final TaskLoop loop;
  private final Map<LoopTask<?>, Set<LoopTask<?>>> below = new LinkedHashMap<>();
  private final Set<LoopTask<?>> printed = new HashSet<>();
  private final StringBuilder text = new StringBuilder();

  private TaskDump(TaskLoop loop) {
    this.loop = loop;
  }

  /** The dump of all tasks that are not done. */
  static String of(TaskLoop loop) {
    return new TaskDump(loop).write();
  }

  private String write() {
    Set<LoopTask<?>> roots = new LinkedHashSet<>();
    for (Task<?> task : loop.allTasks()) {
      roots.add((LoopTask<?>) task);
      below.put((LoopTask<?>) task, tasksBelow((LoopTask<?>) task));
    }
    Set<LoopTask<?>> all = new LinkedHashSet<>(roots);
    below.values().forEach(roots::removeAll);
    text.append(loop).append(", tasks: ").append(all.size()).append('\n');
    roots.forEach(root -> print(root, ""));
    for (LoopTask<?> inACircle : all) {
      if (!printed.contains(inACircle)) {
        print(inACircle, "");
      }
    }
    return text.toString();
  }

  private void print(LoopTask<?> task, String indent) {
    text.append(indent).append(task.name()).append(' ');
    if (!printed.add(task)) {
      text.append("(see above)\n");
      return;
    }
    text.append(task.describeActivity()).append('\n');
    for (StackTraceElement element : task.stack()) {
      text.append(indent).append(INDENT).append("at ").append(element).append('\n');
    }
    for (LoopTask<?> child : below.getOrDefault(task, Set.of())) {
      print(child, indent + INDENT);
    }
  }

  private static Set<LoopTask<?>> tasksBelow(LoopTask<?> task) {
    Set<LoopTask<?>> found = new LinkedHashSet<>();
    List<AsyncFuture<?>> futures = new ArrayList<>(Scope.members(task.innermost()));
    LoopFuture<?> awaited = task.awaited();
    if (awaited != null) {
      futures.add(awaited);
    }
    collect(futures, found, new HashSet<>());
    return found;
  }

  /** Finds the tasks behind futures, which may be made of other futures. */
  private static void collect(
      Collection<? extends AsyncFuture<?>> futures,
      Set<LoopTask<?>> found,
      Set<AsyncFuture<?>> seen) {
    for (AsyncFuture<?> future : List.copyOf(futures)) {
      if (future.isDone() || !seen.add(future)) {
        continue;
      }
      if (future instanceof LoopTask<?> task) {
        found.add(task);
      } else if (future instanceof LoopFuture<?> own) {
        collect(own.madeOf(), found, seen);
      }
    }
  }

  /** Where a chain of frames is suspended, innermost first. */
  static List<StackTraceElement> stack(@Nullable CoroutineFrame<?> leaf) {
    List<StackTraceElement> stack = new ArrayList<>();
    for (CoroutineFrame<?> frame = leaf; frame != null; frame = frame.parent()) {
      StackTraceElement element = frame.stackTraceElement();
      if (element != null) {
        stack.add(element);
      }
    }
    return stack;
  }
}
