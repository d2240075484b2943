package dev.weft.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** {@code try { return fetch(); }}: the handlers and the resources are done before it begins. */
final class UnawaitedReturnInTry implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  UnawaitedReturnInTry(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.RETURN);
  }

  @Override
  public void check(TreePath path) {
    Body body = Body.around(path);
    if (isInTryBlock(path, body) && body.isAsync(model)) {
      ReturnedValue.of(model, path).unawaited().findFirst().ifPresent(this::report);
    }
  }

  private static boolean isInTryBlock(TreePath path, Body body) {
    return body.pathsTo(path)
        .anyMatch(
            p ->
                p.getParentPath().getLeaf() instanceof TryTree statement
                    && statement.getBlock() == p.getLeaf());
  }

  private void report(TreePath value) {
    diagnostics.warning(
        DiagnosticId.UNAWAITED_RETURN_IN_TRY,
        value,
        "an async value is returned unawaited inside try: it is awaited when the try is over, so"
            + " catch does not see its failure, and finally and close() do not wait for it. Return"
            + " the awaited value, as in Coroutine.of(Await.of(...)), or move the return out of the"
            + " try.");
  }
}
