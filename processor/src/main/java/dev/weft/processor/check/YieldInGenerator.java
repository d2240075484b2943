package dev.weft.processor.check;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A yield that is not in a generator, or whose value is not of the generator's type. */
final class YieldInGenerator implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;
  private final ForeignAsync foreignAsync;

  YieldInGenerator(AsyncModel model, Diagnostics diagnostics, ForeignAsync foreignAsync) {
    this.model = model;
    this.diagnostics = diagnostics;
    this.foreignAsync = foreignAsync;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION);
  }

  @Override
  public void check(TreePath path) {
    if (!model.isYield(path)) {
      return;
    }
    Body body = Body.around(path);
    TypeMirror result = body.result(model);
    if (body.mayAwait(model) && model.isGenerator(result)) {
      checkType(path, ((DeclaredType) result).getTypeArguments());
    } else if (!foreignAsync.isBlamed(body) && !isWrongType(body, result)) {
      report(path, remedy(body, result));
    }
  }

  /** Then {@link AsyncReturnType} says so. */
  private boolean isWrongType(Body body, TypeMirror result) {
    return body.kind() == Body.Kind.METHOD && body.mayAwait(model) && !model.isWovenType(result);
  }

  private String remedy(Body body, TypeMirror result) {
    if (body.kind() == Body.Kind.LAMBDA) {
      return "Yield in a loop of such a method, instead of a lambda.";
    }
    return model.isGenerator(result)
        ? "Mark this one @Async."
        : "Change the return type, or collect the values.";
  }

  private void checkType(TreePath yield, List<? extends TypeMirror> typeArguments) {
    ExpressionTree value = ((MethodInvocationTree) yield.getLeaf()).getArguments().get(0);
    TypeMirror type = model.type(yield, value);
    if (type == null || typeArguments.size() != 1 || isUnchecked(typeArguments.get(0))) {
      return;
    }
    TypeMirror expected = typeArguments.get(0);
    if (type.getKind() != TypeKind.ERROR && !model.isAssignable(type, expected)) {
      diagnostics.error(
          DiagnosticId.YIELD_TYPE,
          new TreePath(yield, value),
          "%s is yielded by a generator of %s: its consumer would fail on it. Yield a value of that"
                  .formatted(type, expected)
              + " type, or change the return type to AsyncGenerator<%s>."
                  .formatted(model.boxed(type)));
    }
  }

  /** What a lambda's interface leaves open cannot be checked. */
  private static boolean isUnchecked(TypeMirror expected) {
    return expected.getKind() == TypeKind.WILDCARD || expected.getKind() == TypeKind.ERROR;
  }

  private void report(TreePath yield, String remedy) {
    diagnostics.error(
        DiagnosticId.YIELD_OUTSIDE_GENERATOR,
        yield,
        "yield outside an async generator: only an @Async method that returns AsyncGenerator<T> can"
            + " produce values one by one. "
            + remedy);
  }
}
