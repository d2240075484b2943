package dev.weft.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * An {@code @Async} method that never awaits.
 *
 * <p>Only static and private methods are told: the others may be async for the sake of those that
 * they override or that override them.
 */
final class AsyncNeverAwaits implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  AsyncNeverAwaits(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD);
  }

  @Override
  public void check(TreePath path) {
    if (model.isWovenMethod(path)
        && standsAlone(path)
        && OwnCode.of(path).noneMatch(this::awaits)) {
      report(path);
    }
  }

  private static boolean standsAlone(TreePath path) {
    Set<Modifier> modifiers = ((MethodTree) path.getLeaf()).getModifiers().getFlags();
    return modifiers.contains(Modifier.STATIC) || modifiers.contains(Modifier.PRIVATE);
  }

  /** What is returned unawaited is awaited on the way out. */
  private boolean awaits(TreePath path) {
    return model.isAwait(path)
        || model.isYield(path)
        || path.getLeaf() instanceof ReturnTree && !ReturnedValue.of(model, path).isReady();
  }

  private void report(TreePath path) {
    diagnostics.warning(
        DiagnosticId.ASYNC_NEVER_AWAITS,
        path,
        "@Async method '%s' never awaits: it runs to its end in one go, and no other task runs"
                .formatted(((MethodTree) path.getLeaf()).getName())
            + " meanwhile. Make it a plain method that returns the value, or await in it.");
  }
}
