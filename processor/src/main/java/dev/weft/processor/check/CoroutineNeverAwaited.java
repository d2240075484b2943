package dev.weft.processor.check;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A coroutine that is made and dropped: nothing of it will ever run.
 *
 * <p>Only calls of methods that are declared to return a coroutine count; {@code map.put(key,
 * coroutine)} drops one too, but nobody expects that one to run.
 */
final class CoroutineNeverAwaited implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  CoroutineNeverAwaited(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(
        Tree.Kind.EXPRESSION_STATEMENT,
        Tree.Kind.LAMBDA_EXPRESSION,
        Tree.Kind.MEMBER_REFERENCE,
        Tree.Kind.VARIABLE);
  }

  @Override
  public void check(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof ExpressionStatementTree statement) {
      checkDropped(new TreePath(path, statement.getExpression()));
    } else if (tree instanceof LambdaExpressionTree lambda) {
      if (lambda.getBodyKind() == LambdaExpressionTree.BodyKind.EXPRESSION && returnsVoid(path)) {
        checkDropped(new TreePath(path, lambda.getBody()));
      }
    } else if (tree instanceof VariableTree variable) {
      checkUnused(path, variable);
    } else if (returnsCoroutine(model.element(path)) && returnsVoid(path)) {
      report(path, model.element(path));
    }
  }

  private boolean returnsVoid(TreePath function) {
    TypeMirror result = model.functionResult(function);
    return result != null && result.getKind() == TypeKind.VOID;
  }

  private void checkDropped(TreePath expression) {
    if (makesCoroutine(expression)) {
      report(expression, calledMethod(expression));
    }
  }

  private void checkUnused(TreePath path, VariableTree variable) {
    if (variable.getInitializer() == null || !isNamedLocal(path, variable)) {
      return;
    }
    TreePath initializer = new TreePath(path, variable.getInitializer());
    if (makesCoroutine(initializer) && !isUsed(path)) {
      report(path, calledMethod(initializer));
    }
  }

  /** A variable without a name says that it is meant to stay unused. */
  private static boolean isNamedLocal(TreePath path, VariableTree variable) {
    return !(path.getParentPath().getLeaf() instanceof ClassTree)
        && variable.getName().length() > 0;
  }

  private boolean isUsed(TreePath variable) {
    TreePath block = variable.getParentPath();
    return block.getLeaf() instanceof BlockTree
        ? new UseSearch(model.element(variable)).findIn(block)
        : new UseSearch(model.element(variable)).findIn(Body.around(variable).path());
  }

  private boolean makesCoroutine(TreePath expression) {
    return expression.getLeaf() instanceof MethodInvocationTree
        && returnsCoroutine(calledMethod(expression));
  }

  private Element calledMethod(TreePath call) {
    return model.element(call, ((MethodInvocationTree) call.getLeaf()).getMethodSelect());
  }

  private boolean returnsCoroutine(Element method) {
    return method instanceof ExecutableElement executable
        && model.isCoroutine(executable.getReturnType());
  }

  private void report(TreePath path, Element method) {
    diagnostics.warning(
        DiagnosticId.COROUTINE_NEVER_AWAITED,
        path,
        ("the coroutine of '%s' is neither awaited nor kept: a coroutine that nobody awaits never"
                + " runs. Await it with Await.of(...), or start it with Weft.createTask(...).")
            .formatted(method.getSimpleName()));
  }

  private final class UseSearch extends TreePathScanner<Void, Void> {

    private final Element variable;
    private boolean found;

    UseSearch(Element variable) {
      this.variable = variable;
    }

    boolean findIn(TreePath code) {
      scan(code, null);
      return found;
    }

    @Override
    public Void visitIdentifier(IdentifierTree identifier, Void unused) {
      found |=
          identifier.getName().equals(variable.getSimpleName())
              && variable.equals(model.element(getCurrentPath()));
      return null;
    }
  }
}
