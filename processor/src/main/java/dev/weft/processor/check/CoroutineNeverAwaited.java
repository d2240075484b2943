package dev.weft.processor.check;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A coroutine that is made and dropped: nothing of it will ever run.
 *
 * <p>Only calls of methods that are declared to return a coroutine count; {@code map.put(key,
 * coroutine)} drops one too, but nobody expects that one to run.
 */
final class CoroutineNeverAwaited implements Check {

  private static final String COROUTINE =
      "the coroutine of '%s' is neither awaited nor kept: a coroutine that nobody awaits never runs."
          + " Await it with Await.of(...), or start it with Weft.createTask(...).";
  private static final String GENERATOR =
      "the async generator of '%s' is neither advanced nor kept: nothing of it runs before that."
          + " Await its moveNext() or forEach(...).";

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
    if (isNamedLocal(path, variable) && mayHoldCoroutine(path, variable)) {
      var uses = new UseSearch(model.element(path));
      uses.scan(scope(path), null);
      if (!uses.isRead) {
        valuesOf(path, variable, uses)
            .filter(this::makesCoroutine)
            .findFirst()
            .ifPresent(maker -> report(path, calledMethod(maker)));
      }
    }
  }

  private boolean mayHoldCoroutine(TreePath path, VariableTree variable) {
    TypeMirror type = model.element(path).asType();
    return model.isCoroutine(type)
        || model.isGenerator(type)
        || variable.getInitializer() != null
            && makesCoroutine(new TreePath(path, variable.getInitializer()));
  }

  /** The expressions whose values the variable takes. */
  private static Stream<TreePath> valuesOf(TreePath path, VariableTree variable, UseSearch uses) {
    Stream<TreePath> initial =
        variable.getInitializer() == null
            ? Stream.of()
            : Stream.of(new TreePath(path, variable.getInitializer()));
    return Stream.concat(initial, uses.assigned.stream()).flatMap(ReturnedValue::branches);
  }

  /** A variable without a name says that it is meant to stay unused. */
  private boolean isNamedLocal(TreePath path, VariableTree variable) {
    return variable.getName().length() > 0
        && model.element(path) instanceof VariableElement element
        && element.getKind() == ElementKind.LOCAL_VARIABLE;
  }

  private static TreePath scope(TreePath variable) {
    TreePath parent = variable.getParentPath();
    return parent.getLeaf() instanceof BlockTree ? parent : Body.around(variable).path();
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
        && (model.isCoroutine(executable.getReturnType())
            || model.isGenerator(executable.getReturnType()));
  }

  private void report(TreePath path, Element method) {
    diagnostics.warning(
        DiagnosticId.COROUTINE_NEVER_AWAITED,
        path,
        (model.isGenerator(((ExecutableElement) method).getReturnType()) ? GENERATOR : COROUTINE)
            .formatted(method.getSimpleName()));
  }

  private final class UseSearch extends TreePathScanner<Void, Void> {

    private final Element variable;
    private final List<TreePath> assigned = new ArrayList<>();
    private boolean isRead;

    UseSearch(Element variable) {
      this.variable = variable;
    }

    @Override
    public Void visitAssignment(AssignmentTree assignment, Void unused) {
      if (!isVariable(new TreePath(getCurrentPath(), assignment.getVariable()))
          || !(getCurrentPath().getParentPath().getLeaf() instanceof ExpressionStatementTree)) {
        return super.visitAssignment(assignment, null);
      }
      assigned.add(new TreePath(getCurrentPath(), assignment.getExpression()));
      return scan(assignment.getExpression(), null);
    }

    @Override
    public Void visitIdentifier(IdentifierTree identifier, Void unused) {
      isRead |= isVariable(getCurrentPath());
      return null;
    }

    private boolean isVariable(TreePath path) {
      return path.getLeaf() instanceof IdentifierTree identifier
          && identifier.getName().equals(variable.getSimpleName())
          && variable.equals(model.element(path));
    }
  }
}
