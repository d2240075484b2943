package dev.weft.processor.check;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;

/** What a {@code return} of an async method returns: a value that is there, or one to wait for. */
final class ReturnedValue {

  private final AsyncModel model;
  private final List<TreePath> branches; // the expressions of which one becomes the value

  private ReturnedValue(AsyncModel model, List<TreePath> branches) {
    this.model = model;
    this.branches = branches;
  }

  static ReturnedValue of(AsyncModel model, TreePath returnStatement) {
    ExpressionTree value = ((ReturnTree) returnStatement.getLeaf()).getExpression();
    return new ReturnedValue(
        model, value == null ? List.of() : branches(new TreePath(returnStatement, value)).toList());
  }

  /** The expressions of which one gives the value of an expression. */
  static Stream<TreePath> branches(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof ParenthesizedTree parenthesized) {
      return branches(new TreePath(path, parenthesized.getExpression()));
    }
    if (tree instanceof TypeCastTree cast) {
      return branches(new TreePath(path, cast.getExpression()));
    }
    if (tree instanceof ConditionalExpressionTree conditional) {
      return Stream.of(conditional.getTrueExpression(), conditional.getFalseExpression())
          .flatMap(branch -> branches(new TreePath(path, branch)));
    }
    return Stream.of(path);
  }

  /** Whether it is surely {@code Coroutine.of(x)}, {@code AsyncGenerator.end()} or their like. */
  boolean isReady() {
    return branches.stream().allMatch(branch -> isReady(model, branch));
  }

  /** The expressions that surely stand for an async value which is still to be awaited. */
  Stream<TreePath> unawaited() {
    return branches.stream().filter(branch -> isReference(branch) && !isReady(model, branch));
  }

  /** The expressions that are {@code null}. */
  Stream<TreePath> nulls() {
    return branches.stream().filter(branch -> branch.getLeaf().getKind() == Tree.Kind.NULL_LITERAL);
  }

  private static boolean isReference(TreePath branch) {
    return switch (branch.getLeaf().getKind()) {
      case METHOD_INVOCATION, IDENTIFIER, MEMBER_SELECT -> true;
      default -> false;
    };
  }

  /** Whether an expression is a call that only wraps a value. */
  static boolean isReady(AsyncModel model, TreePath expression) {
    if (!(expression.getLeaf() instanceof MethodInvocationTree call)) {
      return false;
    }
    Element method = model.element(expression, call.getMethodSelect());
    return method != null
        && switch (method.getSimpleName().toString()) {
          case "of", "done" -> model.isCoroutine(method.getEnclosingElement().asType());
          case "end" -> model.isGenerator(method.getEnclosingElement().asType());
          case "completedFuture", "completedStage", "failedFuture", "failedStage" -> true;
          default -> false;
        };
  }
}
