package dev.weft.examples.maker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Held;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes rules: each as soon as its dependencies are made, and so many at a time.
 *
 * <p>Every rule gets a task of its own in one group. The group is all there is to failing and to
 * Ctrl-C: either cancels the other tasks, and each ends its own child.
 */
final class Maker {

  private final AsyncSemaphore jobs;
  private final PrintWriter out;

  /**
   * A maker that prints to {@code out} what the commands print.
   *
   * @param limit how many commands may run at once; at least 1
   */
  Maker(int limit, PrintWriter out) {
    this.jobs = new AsyncSemaphore(limit);
    this.out = out;
  }

  /**
   * Makes all of {@code rules}, which contain their dependencies.
   *
   * @throws CommandFailedException the first failure, when all other commands have ended
   * @throws IOException if a command cannot be started
   */
  @Async
  Coroutine<Void> make(Collection<Rule> rules) throws CommandFailedException, IOException {
    Map<String, AsyncEvent> made = new HashMap<>();
    rules.forEach(rule -> made.put(rule.name(), new AsyncEvent()));
    Await.of(
        TaskGroup.runVoid(
            group -> {
              rules.forEach(rule -> group.createTask(() -> make(rule, made)));
              return Coroutine.done();
            }));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> make(Rule rule, Map<String, AsyncEvent> made)
      throws CommandFailedException, IOException {
    for (String dependency : rule.dependencies()) {
      Await.of(made.get(dependency).await());
    }
    if (!rule.command().isEmpty()) {
      try (Held job = Await.of(jobs.hold())) {
        Await.of(new Job(rule, out).run());
      }
    }
    made.get(rule.name()).set();
    return Coroutine.done();
  }
}
