package dev.weft.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** An await or yield while a monitor is held. */
final class AsyncInSynchronized implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  AsyncInSynchronized(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION);
  }

  @Override
  public void check(TreePath path) {
    boolean isYield = model.isYield(path);
    if (!isYield && !model.isAwait(path)) {
      return;
    }
    Body body = Body.around(path);
    if (!body.mayAwait(model)) {
      return;
    }
    if (isInSynchronizedBlock(path, body)) {
      report(path, (isYield ? "yield" : "await") + " inside a synchronized block");
    } else if (isSynchronizedMethod(body)) {
      report(path, (isYield ? "yield" : "await") + " inside a synchronized method");
    }
  }

  private void report(TreePath await, String fact) {
    diagnostics.error(
        DiagnosticId.ASYNC_IN_SYNCHRONIZED,
        await,
        fact
            + ": a monitor belongs to a thread, a task does not. Use dev.weft.sync.AsyncLock, or"
            + " move the await out.");
  }

  /** The lock expression itself is evaluated before the monitor is entered. */
  private static boolean isInSynchronizedBlock(TreePath await, Body body) {
    return body.pathsTo(await)
        .anyMatch(
            p ->
                p.getParentPath().getLeaf() instanceof SynchronizedTree statement
                    && statement.getBlock() == p.getLeaf());
  }

  private static boolean isSynchronizedMethod(Body body) {
    return body.path().getLeaf() instanceof MethodTree method
        && method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED);
  }
}
