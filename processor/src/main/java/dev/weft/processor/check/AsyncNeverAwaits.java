package dev.weft.processor.check;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;

/**
 * An {@code @Async} method that never awaits and only computes a value.
 *
 * <p>Many methods that never await are async for good reason: to override or be overridden, to do
 * something when a task gets to it and not before, to fail as a result and not at the caller. So
 * only static and private ones are meant, which do nothing but compute.
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
        && OwnCode.of(path).noneMatch(this::awaitsOrActs)) {
      report(path);
    }
  }

  private static boolean standsAlone(TreePath path) {
    Set<Modifier> modifiers = ((MethodTree) path.getLeaf()).getModifiers().getFlags();
    return modifiers.contains(Modifier.STATIC) || modifiers.contains(Modifier.PRIVATE);
  }

  /** What is returned unawaited is awaited on the way out. */
  private boolean awaitsOrActs(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof ReturnTree) {
      return !ReturnedValue.of(model, path).isReady();
    }
    if (tree instanceof MethodInvocationTree) {
      return !ReturnedValue.isReady(model, path);
    }
    return tree instanceof NewClassTree
        || tree instanceof ThrowTree
        || tree instanceof AssignmentTree assignment && isField(path, assignment.getVariable());
  }

  private boolean isField(TreePath path, ExpressionTree variable) {
    Element element = model.element(path, variable);
    return element != null && element.getKind().isField();
  }

  private void report(TreePath path) {
    diagnostics.warning(
        DiagnosticId.ASYNC_NEVER_AWAITS,
        path,
        "@Async method '%s' never awaits and only computes a value: it need not be async. Make it a"
                .formatted(((MethodTree) path.getLeaf()).getName())
            + " plain method that returns the value, or await in it.");
  }
}
