package dev.weft.processor.check;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;

/** A handler that takes {@code CancelledError} along and does not throw it on. */
final class CancellationSwallowed implements Check {

  private static final String CANCELLED = "dev.weft.CancelledError";
  private static final Set<String> WIDER = Set.of("java.lang.Throwable", "java.lang.Error");

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
    return OwnCode.awaits(block, model).findAny().isPresent();
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

  /** Whether the failure goes nowhere: neither thrown on nor given to somebody who might. */
  private boolean isSwallowed(TreePath handler) {
    TreePath block = new TreePath(handler, ((CatchTree) handler.getLeaf()).getBlock());
    return OwnCode.of(block).noneMatch(path -> passesOn(path, handler));
  }

  private boolean passesOn(TreePath path, TreePath handler) {
    return path.getLeaf() instanceof ThrowTree
        || path.getLeaf() instanceof ReturnTree && mentions(path, parameter(handler))
        || path.getLeaf() instanceof MethodInvocationTree call
            && handsOver(call)
            && mentions(path, parameter(handler));
  }

  private Element parameter(TreePath handler) {
    return model.element(handler, ((CatchTree) handler.getLeaf()).getParameter());
  }

  private static boolean handsOver(MethodInvocationTree call) {
    String name =
        call.getMethodSelect() instanceof MemberSelectTree select
            ? select.getIdentifier().toString()
            : call.getMethodSelect().toString();
    return List.of("completeExceptionally", "setException", "cancel").contains(name);
  }

  private boolean mentions(TreePath code, Element variable) {
    return OwnCode.of(code)
        .filter(path -> path.getLeaf() instanceof IdentifierTree)
        .anyMatch(path -> variable.equals(model.element(path)));
  }

  /** Who has cancelled a task and awaits its end expects the error. */
  private boolean cancelsItself(TreePath path) {
    return OwnCode.of(Body.around(path).path())
        .anyMatch(
            p ->
                p.getLeaf() instanceof MethodInvocationTree call
                    && call.getMethodSelect() instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("cancel"));
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
