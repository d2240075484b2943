package dev.weft.processor.check;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;

/**
 * What a {@code return} or a lambda's expression gives in async code: a value that is there, or one
 * to wait for.
 */
final class ReturnedValue {

  private final AsyncModel model;
  private final List<TreePath> branches; // the expressions of which one becomes the value

  private ReturnedValue(AsyncModel model, List<TreePath> branches) {
    this.model = model;
    this.branches = branches;
  }

  /** What a return statement returns, or a lambda without one. */
  static ReturnedValue of(AsyncModel model, TreePath path) {
    return new ReturnedValue(model, branches(path).toList());
  }

  /** All expressions of which one becomes the result of a lambda. */
  static Stream<TreePath> ofLambda(TreePath lambda) {
    return Stream.concat(
            Stream.of(lambda),
            OwnCode.of(lambda).filter(path -> path.getLeaf() instanceof ReturnTree))
        .flatMap(ReturnedValue::branches);
  }

  private static Stream<TreePath> branches(TreePath path) {
    Tree value =
        path.getLeaf() instanceof ReturnTree statement
            ? statement.getExpression()
            : ((LambdaExpressionTree) path.getLeaf()).getBody();
    return value instanceof ExpressionTree
        ? Alternatives.of(new TreePath(path, value))
        : Stream.empty();
  }

  /** Whether it is surely {@code Coroutine.of(x)}, {@code AsyncGenerator.end()} or their like. */
  boolean isReady() {
    return branches.stream().allMatch(branch -> isReady(model, branch));
  }

  /** The expressions that surely stand for an async value which is still to be awaited. */
  Stream<TreePath> unawaited() {
    return branches.stream().filter(branch -> isReference(branch) && !isReadyVariable(branch));
  }

  private boolean isReadyVariable(TreePath branch) {
    return isReady(model, model.findInitializer(branch).orElse(branch));
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
