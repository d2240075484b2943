package dev.weft.processor.check;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** An await while a lock of {@code java.util.concurrent} is held. */
final class LockAcrossAwait implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  LockAcrossAwait(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD, Tree.Kind.LAMBDA_EXPRESSION);
  }

  @Override
  public void check(TreePath path) {
    Tree body =
        path.getLeaf() instanceof MethodTree method
            ? method.getBody()
            : ((LambdaExpressionTree) path.getLeaf()).getBody();
    if (body instanceof BlockTree
        && (model.isAsyncMethod(path) || model.isAsyncTypedLambda(path))) {
      new HeldLocks(model, this::report).scan(new TreePath(path, body), null);
    }
  }

  private void report(TreePath await) {
    diagnostics.warning(
        DiagnosticId.LOCK_ACROSS_AWAIT,
        await,
        "await while a java.util.concurrent lock is held: such a lock knows threads, not tasks."
            + " Another task of the loop enters as the same thread, or blocks the thread that would"
            + " unlock; every other thread waits. Use dev.weft.sync.AsyncLock, or unlock before the"
            + " await.");
  }
}
