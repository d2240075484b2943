package dev.weft.processor.check;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;

/** A handler that takes {@code CancelledError} along and does not throw it on. */
final class CancellationSwallowed implements Check {

  private static final Set<String> CANCELLED =
      Set.of("dev.weft.CancelledError", "java.lang.Error", "java.lang.Throwable");

  private static final Set<String> TELLING =
      Set.of(
          ("append debug error fatal fine finer finest format formatted getCause getClass getMessage"
                  + " info log print printf println printStackTrace severe toString trace warn"
                  + " warning")
              .split(" "));

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  CancellationSwallowed(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.TRY);
  }

  @Override
  public void check(TreePath path) {
    Handlers.first(path, CANCELLED, model)
        .filter(handler -> Handlers.awaits(path, model) && isSwallowed(handler))
        .filter(handler -> !cancelsItself(path))
        .ifPresent(this::report);
  }

  /** Whether the failure goes nowhere: neither thrown on nor given to code that might. */
  private boolean isSwallowed(TreePath handler) {
    CatchTree tree = (CatchTree) handler.getLeaf();
    Element failure = model.element(handler, tree.getParameter());
    TreePath block = new TreePath(handler, tree.getBlock());
    return OwnCode.of(block)
        .noneMatch(path -> path.getLeaf() instanceof ThrowTree || handsOver(path, failure));
  }

  private boolean handsOver(TreePath path, Element failure) {
    return path.getLeaf() instanceof IdentifierTree
        && failure.equals(model.element(path))
        && !isMerelyTold(path);
  }

  /** Whether the failure appears in a call that only prints or describes it. */
  private static boolean isMerelyTold(TreePath failure) {
    for (TreePath path = failure; !(path.getLeaf() instanceof CatchTree); ) {
      if (path.getLeaf() instanceof MethodInvocationTree call) {
        return TELLING.contains(Handlers.name(call));
      }
      path = path.getParentPath();
    }
    return false;
  }

  /** Who has cancelled a task and awaits its end expects the error. */
  private boolean cancelsItself(TreePath path) {
    return OwnCode.of(Body.around(path).path())
        .anyMatch(
            p ->
                p.getLeaf() instanceof MethodInvocationTree call
                    && Handlers.name(call).equals("cancel"));
  }

  private void report(TreePath handler) {
    diagnostics.warning(
        DiagnosticId.CANCELLATION_SWALLOWED,
        handler,
        "catch of %s around an await: it takes the task's cancellation along and does not throw it"
                .formatted(((CatchTree) handler.getLeaf()).getParameter().getType())
            + " on, so that the task cannot be stopped. Catch Exception instead, or throw"
            + " CancelledError again.");
  }
}
