package dev.weft.processor.check;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;

/** A handler that takes {@code CancelledError} along and does not throw it on. */
final class CancellationSwallowed implements Check {

  private static final String CANCELLED = "dev.weft.CancelledError";
  private static final Set<String> WIDER = Set.of("java.lang.Throwable", "java.lang.Error");

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
    TryTree statement = (TryTree) path.getLeaf();
    statement.getCatches().stream()
        .map(handler -> new TreePath(path, handler))
        .filter(this::catchesCancellation)
        .findFirst()
        .filter(handler -> awaitsInBlock(path) && isSwallowed(handler))
        .filter(handler -> !cancelsItself(path))
        .ifPresent(this::report);
  }

  private boolean awaitsInBlock(TreePath path) {
    TreePath block = new TreePath(path, ((TryTree) path.getLeaf()).getBlock());
    return OwnCode.suspensions(block, model).findAny().isPresent();
  }

  private boolean catchesCancellation(TreePath handler) {
    return caughtTypes(handler)
        .map(type -> model.element(handler, type))
        .anyMatch(type -> type != null && (is(type, CANCELLED) || WIDER.contains(type.toString())));
  }

  private static boolean is(Element type, String name) {
    return type.toString().equals(name);
  }

  private static Stream<? extends Tree> caughtTypes(TreePath handler) {
    Tree type = ((CatchTree) handler.getLeaf()).getParameter().getType();
    return type instanceof UnionTypeTree union
        ? union.getTypeAlternatives().stream()
        : Stream.of(type);
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
        return TELLING.contains(name(call));
      }
      path = path.getParentPath();
    }
    return false;
  }

  private static String name(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        ? select.getIdentifier().toString()
        : call.getMethodSelect().toString();
  }

  /** Who has cancelled a task and awaits its end expects the error. */
  private boolean cancelsItself(TreePath path) {
    return OwnCode.of(Body.around(path).path())
        .anyMatch(
            p -> p.getLeaf() instanceof MethodInvocationTree call && name(call).equals("cancel"));
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
