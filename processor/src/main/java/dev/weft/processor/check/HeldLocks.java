package dev.weft.processor.check;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.weft.processor.check.LockCall.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Walks a body in source order, knows which locks are surely held, and tells of the first await
 * under each.
 *
 * <p>A lock counts as released as soon as one way that leads on has released it: better a mistake
 * unnoticed than a false alarm.
 */
final class HeldLocks extends TreePathScanner<Void, Void> {

  private final AsyncModel model;
  private final Consumer<TreePath> onAwait;
  private Set<String> held = Set.of(); // at the place of the walk, by their names in the source

  HeldLocks(AsyncModel model, Consumer<TreePath> onAwait) {
    this.model = model;
    this.onAwait = onAwait;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
    super.visitMethodInvocation(call, null);
    LockCall.of(getCurrentPath(), model).ifPresent(this::apply);
    if (!held.isEmpty() && model.isSuspension(getCurrentPath())) {
      onAwait.accept(getCurrentPath());
      held = Set.of();
    }
    return null;
  }

  private void apply(LockCall call) {
    switch (call.kind()) {
      case LOCK -> held = union(held, Set.of(call.lock()));
      case UNLOCK -> held = difference(held, Set.of(call.lock()));
      case TRY_LOCK -> {} // up to the statement whose condition it is
    }
  }

  @Override
  public Void visitIf(IfTree statement, Void unused) {
    scan(statement.getCondition(), null);
    Set<String> before = held;
    held = union(before, tried(statement.getCondition(), true));
    scan(statement.getThenStatement(), null);
    Set<String> afterThen = held;
    held = union(before, tried(statement.getCondition(), false));
    scan(statement.getElseStatement(), null);
    if (endsInJump(statement.getElseStatement())) {
      held = afterThen;
    } else if (!endsInJump(statement.getThenStatement())) {
      held = intersection(held, afterThen);
    }
    return null;
  }

  @Override
  public Void visitWhileLoop(WhileLoopTree loop, Void unused) {
    scan(loop.getCondition(), null);
    held = union(held, tried(loop.getCondition(), true));
    scan(loop.getStatement(), null);
    held = union(held, tried(loop.getCondition(), false));
    return null;
  }

  @Override
  public Void visitSwitch(SwitchTree statement, Void unused) {
    scan(statement.getExpression(), null);
    scanEach(statement.getCases());
    return null;
  }

  @Override
  public Void visitSwitchExpression(SwitchExpressionTree expression, Void unused) {
    scan(expression.getExpression(), null);
    scanEach(expression.getCases());
    return null;
  }

  private void scanEach(List<? extends CaseTree> cases) {
    Set<String> before = held;
    Set<String> after = held;
    for (CaseTree alternative : cases) {
      held = before;
      scan(alternative, null);
      after = intersection(after, held);
    }
    held = after;
  }

  /** What {@code finally} unlocks was locked before the block, in whatever way, or in it. */
  @Override
  public Void visitTry(TryTree statement, Void unused) {
    scan(statement.getResources(), null);
    Set<String> unlocked = locks(statement.getFinallyBlock(), Kind.UNLOCK);
    held = union(held, difference(unlocked, locks(statement.getBlock(), Kind.LOCK, Kind.TRY_LOCK)));
    Set<String> before = held;
    scan(statement.getBlock(), null);
    Set<String> after = held;
    Set<String> onFailure = intersection(before, after);
    for (CatchTree handler : statement.getCatches()) {
      held = onFailure;
      scan(handler, null);
      after = endsInJump(handler.getBlock()) ? after : intersection(after, held);
    }
    held = after;
    scan(statement.getFinallyBlock(), null);
    held = difference(held, unlocked);
    return null;
  }

  @Override
  public Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
    return null;
  }

  @Override
  public Void visitClass(ClassTree type, Void unused) {
    return null;
  }

  /** The locks of the calls of some kinds in a tree, which may be null. */
  private Set<String> locks(Tree tree, Kind... kinds) {
    return tree == null
        ? Set.of()
        : OwnCode.of(child(tree))
            .flatMap(path -> LockCall.of(path, model).stream())
            .filter(call -> List.of(kinds).contains(call.kind()))
            .map(LockCall::lock)
            .collect(Collectors.toSet());
  }

  /** The locks that are taken when a condition has this outcome. */
  private Set<String> tried(ExpressionTree condition, boolean outcome) {
    return OwnCode.of(child(condition))
        .filter(path -> isNegated(path) != outcome)
        .flatMap(path -> LockCall.of(path, model).stream())
        .filter(call -> call.kind() == Kind.TRY_LOCK)
        .map(LockCall::lock)
        .collect(Collectors.toSet());
  }

  private static boolean isNegated(TreePath path) {
    boolean negated = false;
    for (TreePath p = path; p.getLeaf() instanceof ExpressionTree; p = p.getParentPath()) {
      negated ^= p.getLeaf().getKind() == Tree.Kind.LOGICAL_COMPLEMENT;
    }
    return negated;
  }

  private TreePath child(Tree tree) {
    return new TreePath(getCurrentPath(), tree);
  }

  private static boolean endsInJump(StatementTree statement) {
    if (statement instanceof BlockTree block) {
      List<? extends StatementTree> statements = block.getStatements();
      return !statements.isEmpty() && endsInJump(statements.get(statements.size() - 1));
    }
    return statement != null
        && switch (statement.getKind()) {
          case BREAK, CONTINUE, RETURN, THROW, YIELD -> true;
          default -> false;
        };
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> union = new HashSet<>(a);
    union.addAll(b);
    return union;
  }

  private static Set<String> intersection(Set<String> a, Set<String> b) {
    Set<String> intersection = new HashSet<>(a);
    intersection.retainAll(b);
    return intersection;
  }

  private static Set<String> difference(Set<String> a, Set<String> b) {
    Set<String> difference = new HashSet<>(a);
    difference.removeAll(b);
    return difference;
  }
}
