package dev.weft.processor.check;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;

/**
 * Knows the futures whose {@code get()} or {@code join()} does not wait, because the code before
 * has awaited them or asked {@code isDone()}.
 *
 * <p>They may have been awaited together, as in {@code Await.of(CompletableFuture.allOf(futures))},
 * and be taken from their collection later, by a method of it, a loop or a stream.
 */
final class ReadyFutures {

  private final AsyncModel model;

  ReadyFutures(AsyncModel model) {
    this.model = model;
  }

  /**
   * Whether a future is done when its method is called.
   *
   * @param future the expression, or a reference to the method that a collection's method is given
   * @param body the async code around
   */
  boolean contains(TreePath future, Body body) {
    Set<Element> taken = new HashSet<>();
    boolean isMade = follow(future, taken);
    return isMade || !Collections.disjoint(taken, awaitedBefore(future, body));
  }

  /**
   * Collects the variables that an expression takes its value from: a variable, what that was
   * initialised with, the collection that it is an element of.
   *
   * @return whether it ends at {@code completedFuture(...)} or its like
   */
  private boolean follow(TreePath expression, Set<Element> variables) {
    Optional<TreePath> path = Optional.of(expression);
    while (path.isPresent()) {
      TreePath current = path.get();
      if (ReturnedValue.isReady(model, current)) {
        return true;
      }
      Element variable = model.element(current);
      boolean isVariable = isVariable(variable);
      if (isVariable && !variables.add(variable)) {
        return false;
      }
      path = isVariable ? findOrigin(current, variable) : findCollection(current);
    }
    return false;
  }

  private static boolean isVariable(Element element) {
    return element != null
        && (element.getKind().isField()
            || switch (element.getKind()) {
              case LOCAL_VARIABLE, PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE -> true;
              default -> false;
            });
  }

  private Optional<TreePath> findOrigin(TreePath use, Element variable) {
    return model
        .findDeclaration(use, variable)
        .flatMap(
            declaration -> {
              TreePath parent = declaration.getParentPath();
              if (parent.getLeaf() instanceof EnhancedForLoopTree loop) {
                return Optional.of(new TreePath(parent, loop.getExpression()));
              }
              if (parent.getLeaf() instanceof LambdaExpressionTree) {
                return findReceiver(parent.getParentPath());
              }
              return Optional.ofNullable(((VariableTree) declaration.getLeaf()).getInitializer())
                  .map(value -> new TreePath(declaration, value));
            });
  }

  private Optional<TreePath> findCollection(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof MemberReferenceTree) {
      return findReceiver(path.getParentPath());
    }
    if (tree instanceof ArrayAccessTree access) {
      return Optional.of(new TreePath(path, access.getExpression()));
    }
    return findReceiver(path);
  }

  /** The list of {@code list.get(0)}; what a method of another kind returns is something new. */
  private Optional<TreePath> findReceiver(TreePath path) {
    return path.getLeaf() instanceof MethodInvocationTree call
            && call.getMethodSelect() instanceof MemberSelectTree select
            && model.isOfCollection(model.element(path, select))
        ? Optional.of(new TreePath(new TreePath(path, select), select.getExpression()))
        : Optional.empty();
  }

  private Set<Element> awaitedBefore(TreePath future, Body body) {
    Set<Element> awaited = new HashSet<>();
    OwnCode.of(body.path())
        .filter(path -> path.getLeaf() instanceof MethodInvocationTree)
        .filter(path -> model.isAwait(path) || isQuestion(path))
        .filter(path -> model.isBefore(path, future))
        .forEach(path -> addVariables(path, awaited));
    return awaited;
  }

  private static boolean isQuestion(TreePath path) {
    return ((MethodInvocationTree) path.getLeaf()).getMethodSelect()
            instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("isDone");
  }

  /** Adds all variables in an expression, and in what they were initialised with. */
  private void addVariables(TreePath expression, Collection<Element> variables) {
    OwnCode.of(expression)
        .filter(path -> isVariable(model.element(path)))
        .filter(path -> variables.add(model.element(path)))
        .flatMap(path -> model.findInitializer(path).stream())
        .forEach(initializer -> addVariables(initializer, variables));
  }
}
