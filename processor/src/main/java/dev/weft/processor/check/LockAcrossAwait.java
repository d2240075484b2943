package dev.weft.processor.check;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** {@code lock.lock(); try { Await.of(...); } finally { lock.unlock(); }}. */
final class LockAcrossAwait implements Check {

  private static final String LOCK = "java.util.concurrent.locks.Lock";

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  LockAcrossAwait(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.TRY);
  }

  @Override
  public void check(TreePath path) {
    TryTree statement = (TryTree) path.getLeaf();
    if (statement.getFinallyBlock() != null && unlocks(child(path, statement.getFinallyBlock()))) {
      OwnCode.suspensions(child(path, statement.getBlock()), model)
          .findFirst()
          .ifPresent(this::report);
    }
  }

  private static TreePath child(TreePath path, Tree tree) {
    return new TreePath(path, tree);
  }

  private boolean unlocks(TreePath finallyBlock) {
    return OwnCode.of(finallyBlock).anyMatch(this::isUnlock);
  }

  private boolean isUnlock(TreePath path) {
    return path.getLeaf() instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("unlock")
        && model.isSubtype(model.element(path, select).getEnclosingElement(), LOCK);
  }

  private void report(TreePath await) {
    diagnostics.warning(
        DiagnosticId.LOCK_ACROSS_AWAIT,
        await,
        "await while a java.util.concurrent lock is held: the lock belongs to the thread, so that"
            + " every other task of the loop may enter meanwhile, and every other thread waits. Use"
            + " dev.weft.sync.AsyncLock, or unlock before the await.");
  }
}
