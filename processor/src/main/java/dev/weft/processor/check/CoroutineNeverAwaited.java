package dev.weft.processor.check;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
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

/** A coroutine that is made and dropped: nothing of it will ever run. */
final class CoroutineNeverAwaited implements Check {

  private static final String COROUTINE =
      "the coroutine of '%s' is neither awaited nor kept: a coroutine that nobody awaits never runs."
          + " Await it with Await.of(...), or start it with Weft.createTask(...).";
  private static final String GENERATOR =
      "the async generator of '%s' is neither advanced nor kept: nothing of it runs before that."
          + " Await its moveNext() or forEach(...).";
  private static final String RESULT =
      "what is awaited here gives another coroutine, which is neither awaited nor kept: a coroutine"
          + " that nobody awaits never runs. Await it too: Await.of(Await.of(...)).";

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
    } else if (tree instanceof VariableTree variable) {
      checkUnused(path, variable);
    } else if (tree instanceof LambdaExpressionTree lambda) {
      checkLambda(path, lambda);
    } else if (CoroutineCall.isMadeBy(model, model.element(path))
        && (returnsVoid(path) || isResultDropped(path))) {
      report(path, (ExecutableElement) model.element(path));
    }
  }

  private void checkLambda(TreePath path, LambdaExpressionTree lambda) {
    if (returnsVoid(path)) {
      if (lambda.getBody() instanceof ExpressionTree value) {
        checkDropped(new TreePath(path, value));
      }
    } else if (isResultDropped(path)) {
      ReturnedValue.ofLambda(path)
          .flatMap(value -> CoroutineCall.find(model, value).stream())
          .forEach(this::report);
    }
  }

  private boolean returnsVoid(TreePath function) {
    TypeMirror result = model.functionResult(function);
    return result != null && result.getKind() == TypeKind.VOID;
  }

  /**
   * Whether a lambda or method reference makes coroutines for a future, list or stream that is
   * itself dropped.
   */
  private boolean isResultDropped(TreePath function) {
    if (!model.isNotStarted(model.functionResult(function))) {
      return false;
    }
    TreePath path = function;
    while (isPartOfCall(path.getParentPath().getLeaf())) {
      path = path.getParentPath();
    }
    return path.getParentPath().getLeaf() instanceof ExpressionStatementTree
        && AsyncModel.isOfJdk(model.classOf(path))
        && model.typeArguments(path).stream().anyMatch(model::isNotStarted);
  }

  private static boolean isPartOfCall(Tree tree) {
    return tree instanceof MethodInvocationTree || tree instanceof MemberSelectTree;
  }

  private void checkDropped(TreePath expression) {
    CoroutineCall.find(model, expression).ifPresent(this::report);
    if (model.isAwait(expression) && model.isNotStarted(model.type(expression))) {
      diagnostics.warning(DiagnosticId.COROUTINE_NEVER_AWAITED, expression, RESULT);
    }
  }

  private void checkUnused(TreePath path, VariableTree variable) {
    if (isNamedLocal(path, variable) && mayHoldCoroutine(path, variable)) {
      var uses = new UseSearch(model.element(path));
      uses.scan(scope(path), null);
      if (!uses.isRead) {
        valuesOf(path, variable, uses)
            .flatMap(value -> CoroutineCall.find(model, value).stream())
            .findFirst()
            .ifPresent(maker -> report(path, maker.method()));
      }
    }
  }

  private boolean mayHoldCoroutine(TreePath path, VariableTree variable) {
    return model.isNotStarted(model.element(path).asType())
        || variable.getInitializer() != null
            && CoroutineCall.find(model, new TreePath(path, variable.getInitializer())).isPresent();
  }

  /** The expressions whose values the variable takes. */
  private static Stream<TreePath> valuesOf(TreePath path, VariableTree variable, UseSearch uses) {
    Stream<TreePath> initial =
        variable.getInitializer() == null
            ? Stream.of()
            : Stream.of(new TreePath(path, variable.getInitializer()));
    return Stream.concat(initial, uses.assigned.stream()).flatMap(Alternatives::of);
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

  private void report(CoroutineCall call) {
    if (!call.isOfMock(model)) {
      report(call.path(), call.method());
    }
  }

  private void report(TreePath path, ExecutableElement method) {
    diagnostics.warning(
        DiagnosticId.COROUTINE_NEVER_AWAITED,
        path,
        (model.isGenerator(method.getReturnType()) ? GENERATOR : COROUTINE)
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
